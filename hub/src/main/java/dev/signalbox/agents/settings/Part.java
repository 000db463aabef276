package dev.signalbox.agents.settings;

import java.util.List;
import java.util.Optional;

/**
 * A value of a JSON text, with its place there: from {@code start} up to but without {@code end}.
 */
public sealed interface Part {
  /** What it is, for a message. */
  default String kind() {
    return switch (this) {
      case Struct _ -> "an object";
      case Items _ -> "an array";
      case Text _ -> "a string";
      case Plain _ -> "a number, a boolean or null";
      case Member member -> member.value().kind();
    };
  }

  int start();

  int end();

  /** An object. */
  record Struct(int start, int end, List<Member> members) implements Part {
    public Struct {
      members = List.copyOf(members);
    }

    public Optional<Part> field(String name) {
      return members.stream().filter(it -> it.name().equals(name)).map(Member::value).findFirst();
    }

    public Optional<Member> member(String name) {
      return members.stream().filter(it -> it.name().equals(name)).findFirst();
    }
  }

  /** A field of an object, from its name to the end of its value. */
  record Member(int start, String name, Part value) implements Part {
    @Override
    public int end() {
      return value.end();
    }
  }

  /** An array. */
  record Items(int start, int end, List<Part> items) implements Part {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A string, as it reads. */
  record Text(int start, int end, String value) implements Part {}

  /** A number, a boolean or null. */
  record Plain(int start, int end) implements Part {}
}
