package dev.signalbox.agents.connect;

import dev.signalbox.agents.settings.JsonText;
import dev.signalbox.agents.settings.Part;
import dev.signalbox.agents.settings.Part.Member;
import dev.signalbox.agents.settings.Part.Struct;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Telemetry that is set by fields of an object in the settings that also hold the hooks:
 *
 * <pre>"env": { "OTEL_LOGS_EXPORTER": "otlp", … }</pre>
 *
 * <p>They count as ours when all of them are as we write them, for whatever hub.
 *
 * @param object its name
 * @param others names of fields that mean telemetry, whoever wrote them
 */
record TelemetryFields(String object, List<Field> fields, Pattern others, boolean isHarmless)
    implements TelemetrySettings {

  /**
   * A field.
   *
   * @param value in JSON, with {@code %s} for the hub's address
   */
  record Field(String name, String value) {
    private static final String HUB = "%s";

    String value(URI hub) {
      return value.replace(HUB, hub.toString());
    }

    boolean isOurs(String json) {
      int hub = value.indexOf(HUB);
      if (hub < 0) {
        return json.equals(value);
      }
      return json.startsWith(value.substring(0, hub))
          && json.endsWith(value.substring(hub + HUB.length()));
    }
  }

  TelemetryFields {
    fields = List.copyOf(fields);
  }

  @Override
  public boolean areOurs(JsonText settings, Path folder) {
    return areOurs(settings);
  }

  @Override
  public boolean areOthers(JsonText settings, Path folder) {
    return areOthers(settings);
  }

  @Override
  public String byHand(URI hub) {
    return fields.stream()
        .map(field -> "\"%s\": %s".formatted(field.name(), field.value(hub)))
        .collect(Collectors.joining(", ", "\"" + object + "\": { ", " }"));
  }

  @Override
  public JsonText into(JsonText settings, URI hub) {
    if (areOthers(settings)) {
      return settings;
    }
    JsonText json =
        settings.root().field(object).isPresent()
            ? settings
            : settings.with(settings.root(), object, "{}");
    for (Field field : fields) {
      json = put(json, field, field.value(hub));
    }
    return json;
  }

  @Override
  public JsonText outOf(JsonText settings) {
    if (!areOurs(settings)) {
      return settings;
    }
    JsonText json = settings;
    for (Field field : fields.reversed()) {
      Struct struct = struct(json).orElseThrow();
      json = json.without(struct, struct.member(field.name()).orElseThrow());
    }
    boolean isEmpty = struct(json).orElseThrow().members().isEmpty();
    return isEmpty ? json.without(json.root(), json.root().member(object).orElseThrow()) : json;
  }

  private JsonText put(JsonText json, Field field, String value) {
    Struct struct = struct(json).orElseThrow();
    Optional<Part> present = struct.field(field.name());
    if (present.isEmpty()) {
      return json.with(struct, field.name(), value);
    }
    return json.text(present.get()).equals(value) ? json : json.replace(present.get(), value);
  }

  private boolean areOurs(JsonText settings) {
    return struct(settings)
        .filter(struct -> fields.stream().allMatch(it -> isOurs(settings, struct, it)))
        .isPresent();
  }

  private static boolean isOurs(JsonText settings, Struct struct, Field field) {
    return struct.field(field.name()).filter(it -> field.isOurs(settings.text(it))).isPresent();
  }

  private boolean areOthers(JsonText settings) {
    Optional<Part> present = settings.root().field(object);
    if (present.isEmpty() || areOurs(settings)) {
      return false;
    }
    return !(present.get() instanceof Struct struct)
        || struct.members().stream().map(Member::name).anyMatch(others.asMatchPredicate());
  }

  private Optional<Struct> struct(JsonText settings) {
    return settings
        .root()
        .field(object)
        .flatMap(it -> it instanceof Struct struct ? Optional.of(struct) : Optional.empty());
  }
}
