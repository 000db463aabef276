/** JMH benchmarks of this package's hot pieces; run by {@code bin/bench micro}. */
@NullMarked
package dev.signalbox.broadcast;

import org.jspecify.annotations.NullMarked;
