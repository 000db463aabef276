package dev.signalbox.session.fold;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * The chains, steps, subagents, asks or commands of one session: an immutable map in which every
 * change costs O(log n), and that knows which entries changed since they were last stored.
 *
 * @param <K> what the part is called within its session
 * @param <V> the part
 */
public final class Parts<K extends Comparable<K>, V> {
  /**
   * A part with its place in order.
   *
   * @param since sequence of the event that brought it
   */
  public record Part<K, V>(K key, long since, V value) {}

  private final PSortedMap<K, Part<K, V>> all;
  private final PSet<K> unsaved;

  private Parts(PSortedMap<K, Part<K, V>> all, PSet<K> unsaved) {
    this.all = all;
    this.unsaved = unsaved;
  }

  /** No parts. */
  public static <K extends Comparable<K>, V> Parts<K, V> none() {
    return stored(List.of());
  }

  /** Parts as they are stored. */
  public static <K extends Comparable<K>, V> Parts<K, V> stored(Collection<Part<K, V>> rows) {
    PSortedMap<K, Part<K, V>> all = TreePMap.empty();
    for (Part<K, V> row : rows) {
      all = all.plus(row.key(), row);
    }
    return new Parts<>(all, HashTreePSet.empty());
  }

  public int size() {
    return all.size();
  }

  /** The part of this name. */
  public Optional<V> find(K key) {
    return Optional.ofNullable(all.get(key)).map(Part::value);
  }

  /** All parts in the order in which they came. */
  public List<V> inOrder() {
    return all.values().stream()
        .sorted(Comparator.comparingLong(Part::since))
        .map(Part::value)
        .toList();
  }

  /** The parts that changed since {@link #saved}, by key. */
  public List<Part<K, V>> unsaved() {
    return unsaved.stream().sorted().map(this::part).toList();
  }

  /** These parts without those that are only in the store from now on, and nothing unsaved. */
  public Parts<K, V> saved(Predicate<V> isKept) {
    PSortedMap<K, Part<K, V>> kept = all;
    for (K key : unsaved) {
      if (!isKept.test(part(key).value())) {
        kept = kept.minus(key);
      }
    }
    return new Parts<>(kept, HashTreePSet.empty());
  }

  /** With a part that came with the event of this sequence, in place of any of its name. */
  Parts<K, V> with(K key, long since, V value) {
    return new Parts<>(all.plus(key, new Part<>(key, since, value)), unsaved.plus(key));
  }

  /** With another value for a part that is there; its place in order stays. */
  Parts<K, V> changed(K key, V value) {
    return with(key, part(key).since(), value);
  }

  private Part<K, V> part(K key) {
    return Objects.requireNonNull(all.get(key));
  }
}
