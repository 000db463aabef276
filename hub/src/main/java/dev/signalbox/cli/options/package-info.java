/**
 * What several commands have in common: options, and where their user's own files are. Start with
 * {@link dev.signalbox.cli.options.HubOption}.
 */
@NullMarked
package dev.signalbox.cli.options;

import org.jspecify.annotations.NullMarked;
