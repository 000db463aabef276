/**
 * Measures a running hub and, in the same run, peers that do the same work: {@code bin/bench [S1
 * …]}.
 *
 * <p>A {@link dev.signalbox.bench.Scenario} starts a server as a process of its own ({@link
 * dev.signalbox.bench.ServerProcess}), drives it over loopback with a {@link
 * dev.signalbox.bench.Publisher} and an {@link dev.signalbox.bench.Audience}, and returns {@link
 * dev.signalbox.bench.Figure}s. Start with {@link dev.signalbox.bench.Bench}.
 */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;
