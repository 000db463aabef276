/**
 * The hub's numbers, for Prometheus. The parts count for themselves and bind what they count; here
 * they come together with those of the JVM.
 */
@NullMarked
package dev.signalbox.metrics;

import org.jspecify.annotations.NullMarked;
