/**
 * The shell script that tells the hub what an agent does, whichever agent it is. Its parts are
 * resources beside this package; an agent's settings name the file that they are written to. It
 * posts each hook's payload to {@code /api/hooks/{agent}}, keeps what the hub does not take, and
 * says when an agent is gone. Start reading at {@code begin.sh}, then {@code report.sh}.
 */
@NullMarked
package dev.signalbox.agents.script;

import org.jspecify.annotations.NullMarked;
