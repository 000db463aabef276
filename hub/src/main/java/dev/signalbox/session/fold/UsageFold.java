package dev.signalbox.session.fold;

import dev.signalbox.protocol.Detail;
import java.util.List;

/** The rule for {@code usage:recorded}: a sum, in which each request counts once. */
final class UsageFold {
  private UsageFold() {}

  static List<String> countedNames(Detail.UsageRecorded recorded) {
    String requestId = recorded.requestId();
    return requestId == null ? List.of() : List.of(name(requestId));
  }

  static void recorded(SessionDraft draft, Detail.UsageRecorded recorded) {
    String requestId = recorded.requestId();
    if (requestId != null && !draft.countOnce(name(requestId))) {
      return;
    }
    draft.usage = draft.usage.plus(recorded.usage());
    boolean isOfMainAgent = recorded.agentId() == null;
    if (isOfMainAgent && recorded.model() != null) {
      draft.model = recorded.model();
    }
  }

  private static String name(String requestId) {
    return "usage:" + requestId;
  }
}
