package dev.signalbox.bench;

import java.io.IOException;
import java.util.List;

/** One kind of work, measured for the hub and for its peers. Bounded in time. */
interface Scenario {
  /** Its number, e.g. {@code S1}. */
  String id();

  /** What is done, in one line. */
  String title();

  List<Figure> run(Rig rig) throws IOException, InterruptedException;
}
