package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.log.RefusedException;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class FaultsTest {
  @Test
  void aFaultOfTheSender_namesItsField() {
    Reply reply = Faults.reply(new InvalidEventException("cwd", "required", "Expected cwd"));
    assertThat(reply.status()).isEqualTo(422);
    assertThat(json(reply).at("/errors/0/path").asText()).isEqualTo("cwd");
    assertThat(json(reply).at("/errors/0/code").asText()).isEqualTo("required");
  }

  @Test
  void aRefusal_isNotFoundOrAConflict() {
    var missing = RefusedException.unknownSession("s");
    var conflict = new RefusedException(RefusedException.Kind.CONFLICT, "in-the-way", "No");
    assertThat(Faults.reply(missing).status()).isEqualTo(404);
    assertThat(Faults.reply(conflict).status()).isEqualTo(409);
    assertThat(json(Faults.reply(conflict)).path("code").asText()).isEqualTo("in-the-way");
  }

  @Test
  void whatAFutureWraps_isUnwrapped() {
    var wrapped = new CompletionException(RefusedException.unknownSession("s"));
    assertThat(Faults.reply(new CompletionException(wrapped)).status()).isEqualTo(404);
  }

  @Test
  void aFaultOfTheHub_tellsNothingOfItself() {
    Reply reply = Faults.reply(new IllegalStateException("the secret of /home/ana"));
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body().toString()).doesNotContain("secret", "ana", "Exception");
  }

  @Test
  void whatIsUnavailable_saysWhenToComeBack() {
    Reply reply = Faults.reply(ProblemException.of(503, "busy", "Expected less"));
    assertThat(reply.headers()).containsEntry("Retry-After", "5");
  }

  private static JsonNode json(Reply reply) {
    return Json.own(reply.body().getBytes());
  }
}
