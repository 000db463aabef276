package dev.signalbox.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.log.RefusedException;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Command.Status;
import dev.signalbox.session.StateHub;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailboxTest {
  private static final Duration ALMOST = Mailbox.LEASE.minusMillis(1);

  @TempDir Path folder;
  private StateHub hub;
  private Mailbox mailbox;

  @BeforeEach
  void open() throws SQLException {
    hub = new StateHub(folder);
    mailbox = new Mailbox(hub.sequencer, hub.readers, hub.projection, hub);
    hub.listen(mailbox);
    hub.append("s", "session:started", "{'cwd':'/x'}");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void take_handsOutAllCommands_inOrder_once() {
    issue("c1", "pause");
    issue("c2", "resume");
    issue("m1", "input");
    assertThat(ids(take(Want.COMMANDS))).containsExactly("c1", "c2");
    assertThat(ids(take(Want.COMMANDS))).isEmpty();
    assertThat(ids(take(Want.INPUT))).containsExactly("m1");
  }

  @Test
  void take_offersACommandAgain_afterItsLease_untilItIsAcknowledged() {
    issue("c1", "pause");
    take(Want.COMMANDS).delivered();
    assertThat(status("c1")).isEqualTo(Status.DELIVERED);
    hub.pause(ALMOST);
    assertThat(ids(take(Want.COMMANDS))).isEmpty();
    hub.pause(Duration.ofMillis(1));
    assertThat(ids(take(Want.COMMANDS))).containsExactly("c1");
    hub.append("s", "command:acknowledged", "{'commandId':'c1'}");
    hub.pause(Mailbox.LEASE);
    assertThat(ids(take(Want.COMMANDS))).isEmpty();
  }

  @Test
  void take_ofSeveralMessages_handsOutAsManyAsAreReadAtOnce() {
    issue("m1", "input");
    issue("c1", "pause");
    issue("m2", "input");
    hub.append("s", "command:issued", message("m3", 20_000));
    issue("m4", "input");
    assertThat(ids(take(Want.MESSAGES))).containsExactly("m1", "m2");
    assertThat(ids(take(Want.MESSAGES))).containsExactly("m3");
    assertThat(ids(take(Want.MESSAGES))).containsExactly("m4");
    assertThat(ids(take(Want.MESSAGES))).isEmpty();
  }

  private static String message(String id, int chars) {
    return "{'commandId':'%s','command':'input','input':'%s'}".formatted(id, "x".repeat(chars));
  }

  @Test
  void take_offersAtOnce_whatItsPollerLetGo() {
    issue("c1", "pause");
    issue("m1", "input");
    take(Want.COMMANDS).released();
    assertThat(ids(take(Want.COMMANDS))).containsExactly("c1");
    take(Want.INPUT).released();
    assertThat(ids(take(Want.INPUT))).containsExactly("m1");
    assertThat(status("m1")).isEqualTo(Status.QUEUED);
  }

  @Test
  void take_offersAMessageThatWasNeverWritten_afterItsLease() {
    issue("m1", "input");
    take(Want.INPUT);
    hub.pause(Mailbox.LEASE);
    assertThat(ids(take(Want.INPUT))).containsExactly("m1");
  }

  @Test
  void take_neverOffersADeliveredMessageAgain_andNotesThatItArrived() {
    issue("m1", "input");
    issue("m2", "input");
    take(Want.INPUT).delivered();
    assertThat(status("m1")).isEqualTo(Status.DELIVERED);
    hub.pause(Mailbox.LEASE);
    assertThat(ids(take(Want.INPUT))).containsExactly("m2");
    assertThat(status("m1")).isEqualTo(Status.ACKNOWLEDGED);
  }

  @Test
  void delivered_afterItsSessionWasDeleted_logsNothing() {
    issue("c1", "pause");
    var lease = take(Want.COMMANDS);
    hub.append("s", "session:deleted", "{}");
    assertThat(written(lease::delivered)).isZero();
  }

  @Test
  void delivered_ofACommandThatIsFinished_logsNothing() {
    issue("c1", "pause");
    var lease = take(Want.COMMANDS);
    hub.append("s", "command:acknowledged", "{'commandId':'c1'}");
    assertThat(written(lease::delivered)).isZero();
  }

  @Test
  void take_notesOnceThatAMessageArrived_howeverManyAsk() {
    issue("m1", "input");
    take(Want.INPUT).delivered();
    assertThat(status("m1")).isEqualTo(Status.DELIVERED);
    Runnable askAtOnce =
        () ->
            Stream.generate(() -> mailbox.take("s", Want.INPUT))
                .limit(3)
                .toList()
                .forEach(CompletableFuture::join);
    assertThat(written(askAtOnce)).isOne();
  }

  @Test
  void take_ofAnUnknownSession_isRefused() {
    assertThatThrownBy(() -> mailbox.take("nobody", Want.INPUT).join())
        .hasCauseInstanceOf(RefusedException.class);
  }

  @Test
  void news_comesWithACommandOfItsSession_only() {
    hub.append("other", "session:started", "{'cwd':'/x'}");
    var news = mailbox.news("s").came().toCompletableFuture();
    hub.append("other", "command:issued", "{'commandId':'x','command':'pause'}");
    hub.append("s", "made:up", "{}");
    assertThat(news).isNotDone();
    issue("c1", "pause");
    assertThat(news).isCompleted();
  }

  @Test
  void news_comesWhenALeaseIsLetGo_butNotToThoseWhoGaveUp() {
    issue("c1", "pause");
    var lease = take(Want.COMMANDS);
    var waiting = mailbox.news("s");
    var gone = mailbox.news("s");
    mailbox.forget(gone);
    lease.released();
    assertThat(waiting.came().toCompletableFuture()).isCompleted();
    assertThat(gone.came().toCompletableFuture()).isNotDone();
  }

  private void issue(String commandId, String type) {
    hub.append(
        "s",
        "command:issued",
        "{'commandId':'%s','command':'%s','input':'x'}".formatted(commandId, type));
  }

  private Mailbox.Lease take(Want want) {
    return mailbox.take("s", want).join();
  }

  /** How many events the mailbox appends by itself. */
  private long written(Runnable action) {
    long before = hub.eventLog.head().sequence();
    action.run();
    hub.append("other", "session:started", "{'cwd':'/x'}");
    return hub.eventLog.head().sequence() - before - 1;
  }

  private static List<String> ids(Mailbox.Lease lease) {
    return lease.commands().stream().map(Command::commandId).toList();
  }

  private Status status(String commandId) {
    // What the mailbox appends by itself is before this in the one queue of writes.
    hub.append("s", "made:up", "{}");
    return hub.read(handle -> CommandQueries.one(handle, commandId)).orElseThrow().status();
  }
}
