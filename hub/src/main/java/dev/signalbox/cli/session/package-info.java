/**
 * Sessions as a person sees them in a terminal: what they are called, how their states look, in
 * which order they stand, and which one is meant by what was typed.
 */
@NullMarked
package dev.signalbox.cli.session;

import org.jspecify.annotations.NullMarked;
