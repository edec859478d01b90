package dev.lockstep.orgsim.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedTreeTest {
    private static final long SEED = 20_260_105;

    @Test
    void holdsWhatATreeMapHoldsThroughManyChanges() {
        var random = new Random(SEED);
        var model = new TreeMap<Integer, String>();
        var tree = SortedTree.<Integer, String>empty();
        for (var step = 0; step < 5_000; step++) {
            int key = random.nextInt(400);
            if (random.nextInt(3) == 0) {
                model.remove(key);
                tree = tree.without(key);
            } else {
                model.put(key, "v" + step);
                tree = tree.with(key, "v" + step);
            }
            if (step % 50 == 0) {
                var from = random.nextInt(400);
                assertThat(entries(tree, from))
                        .as("seed %d, step %d", SEED, step)
                        .isEqualTo(entries(model, from));
                assertThat(tree.size()).isEqualTo(model.size());
            }
        }
        assertThat(entries(tree, 0)).isEqualTo(entries(model, 0));
    }

    @Test
    void leavesAnOlderMapAsItWas() {
        var older = SortedTree.<String, Integer>empty().with("a", 1).with("b", 2);
        var newer = older.with("a", 3).without("b");

        assertThat(older.find("a")).contains(1);
        assertThat(older.find("b")).contains(2);
        assertThat(newer.find("a")).contains(3);
        assertThat(newer.find("b")).isEmpty();
    }

    private static List<String> entries(SortedTree<Integer, String> tree, int from) {
        var entries = new ArrayList<String>();
        tree.from(from, (key, value) -> key + value).forEachRemaining(entries::add);
        return entries;
    }

    private static List<String> entries(NavigableMap<Integer, String> map, int from) {
        var entries = new ArrayList<String>();
        for (Map.Entry<Integer, String> entry : map.tailMap(from).entrySet()) {
            entries.add(entry.getKey() + entry.getValue());
        }
        return entries;
    }
}
