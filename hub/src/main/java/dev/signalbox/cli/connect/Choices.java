package dev.signalbox.cli.connect;

import java.net.URI;

/**
 * What was typed after {@code connect}.
 *
 * @param hub where agents shall report
 */
record Choices(
    URI hub,
    PlaceOption place,
    PlanOptions plan,
    WaitOption waiting,
    SentOptions sent,
    HoldOption hold) {}
