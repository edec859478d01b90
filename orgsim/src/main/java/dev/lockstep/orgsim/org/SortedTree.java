package dev.lockstep.orgsim.org;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A sorted map that never changes: a change makes a new map that shares nearly all of the old one. So a state of the
/// whole org is kept by keeping a reference, and undone by dropping one. Balanced by weight.
final class SortedTree<K extends Comparable<K>, V> {
    private static final int MOST_UNEVEN = 3;
    private static final int SINGLE_ROTATION = 2;

    private final @Nullable Node<K, V> root;

    /// One key with its value.
    private record Entry<K, V>(K key, V value) {}

    private record Node<K, V>(
            Entry<K, V> entry,
            @Nullable Node<K, V> left,
            @Nullable Node<K, V> right,
            int size) {}

    private SortedTree(@Nullable Node<K, V> root) {
        this.root = root;
    }

    static <K extends Comparable<K>, V> SortedTree<K, V> empty() {
        return new SortedTree<>(null);
    }

    int size() {
        return sizeOf(root);
    }

    Optional<V> find(K key) {
        var node = root;
        while (node != null) {
            var order = key.compareTo(node.entry.key);
            if (order == 0) {
                return Optional.of(node.entry.value);
            }
            node = order < 0 ? node.left : node.right;
        }
        return Optional.empty();
    }

    SortedTree<K, V> with(K key, V value) {
        return new SortedTree<>(insert(root, new Entry<>(key, value)));
    }

    /// The same map if the key isn't there.
    SortedTree<K, V> without(K key) {
        return find(key).isEmpty() ? this : new SortedTree<>(remove(root, key));
    }

    /// What `reading` makes of the entries with that key or a greater one, ascending.
    <T> Iterator<T> from(K first, BiFunction<K, V, T> reading) {
        var pending = new ArrayDeque<Node<K, V>>();
        var node = root;
        while (node != null) {
            if (first.compareTo(node.entry.key) <= 0) {
                pending.push(node);
                node = node.left;
            } else {
                node = node.right;
            }
        }
        return new Ascending<>(pending, reading);
    }

    /// All values in the order of their keys.
    Iterator<V> values() {
        var pending = new ArrayDeque<Node<K, V>>();
        pushLeft(pending, root);
        return new Ascending<>(pending, (_, value) -> value);
    }

    private record Ascending<K, V, T>(Deque<Node<K, V>> pending, BiFunction<K, V, T> reading) implements Iterator<T> {
        @Override
        public boolean hasNext() {
            return !pending.isEmpty();
        }

        @Override
        public T next() {
            if (pending.isEmpty()) {
                throw new NoSuchElementException();
            }
            var node = pending.pop();
            pushLeft(pending, node.right);
            return reading.apply(node.entry.key, node.entry.value);
        }
    }

    private static <K, V> void pushLeft(Deque<Node<K, V>> pending, @Nullable Node<K, V> start) {
        var node = start;
        while (node != null) {
            pending.push(node);
            node = node.left;
        }
    }

    private static int sizeOf(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    private static <K, V> Node<K, V> join(Entry<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        return new Node<>(entry, left, right, sizeOf(left) + sizeOf(right) + 1);
    }

    private static <K extends Comparable<K>, V> Node<K, V> insert(@Nullable Node<K, V> node, Entry<K, V> entry) {
        if (node == null) {
            return join(entry, null, null);
        }
        var order = entry.key.compareTo(node.entry.key);
        if (order == 0) {
            return new Node<>(entry, node.left, node.right, node.size);
        }
        return order < 0
                ? balance(node.entry, insert(node.left, entry), node.right)
                : balance(node.entry, node.left, insert(node.right, entry));
    }

    private static <K extends Comparable<K>, V> @Nullable Node<K, V> remove(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        var order = key.compareTo(node.entry.key);
        if (order < 0) {
            return balance(node.entry, remove(node.left, key), node.right);
        }
        if (order > 0) {
            return balance(node.entry, node.left, remove(node.right, key));
        }
        if (node.left == null) {
            return node.right;
        }
        if (node.right == null) {
            return node.left;
        }
        var successor = leftmost(node.right);
        return balance(successor, node.left, remove(node.right, successor.key));
    }

    private static <K, V> Entry<K, V> leftmost(Node<K, V> start) {
        var node = start;
        while (node.left != null) {
            node = node.left;
        }
        return node.entry;
    }

    private static <K, V> Node<K, V> balance(Entry<K, V> entry, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        var leftSize = sizeOf(left);
        var rightSize = sizeOf(right);
        if (leftSize + rightSize > 1) {
            if (right != null && rightSize > MOST_UNEVEN * leftSize) {
                return rotateLeft(entry, left, right);
            }
            if (left != null && leftSize > MOST_UNEVEN * rightSize) {
                return rotateRight(entry, left, right);
            }
        }
        return join(entry, left, right);
    }

    private static <K, V> Node<K, V> rotateLeft(Entry<K, V> entry, @Nullable Node<K, V> left, Node<K, V> right) {
        var inner = right.left;
        if (inner == null || inner.size < SINGLE_ROTATION * sizeOf(right.right)) {
            return join(right.entry, join(entry, left, inner), right.right);
        }
        return join(inner.entry, join(entry, left, inner.left), join(right.entry, inner.right, right.right));
    }

    private static <K, V> Node<K, V> rotateRight(Entry<K, V> entry, Node<K, V> left, @Nullable Node<K, V> right) {
        var inner = left.right;
        if (inner == null || inner.size < SINGLE_ROTATION * sizeOf(left.left)) {
            return join(left.entry, left.left, join(entry, inner, right));
        }
        return join(inner.entry, join(left.entry, left.left, inner.left), join(entry, inner.right, right));
    }
}
