package dev.lockstep.orgsim.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the files have and the org made of them lacks: a sentence each, in the order in which it was met.
public final class NotSimulated {
    private final List<String> sentences = new ArrayList<>();
    /// How often a value or record was left out, by the sentence's beginning.
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    public void say(String sentence) {
        sentences.add(sentence);
    }

    /// Says it once, with the number of times.
    ///
    /// @param what such as `values of Contact.Level__c`
    public void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    public List<String> sentences() {
        var all = new ArrayList<>(sentences);
        counts.forEach((what, count) -> all.add(what + " (" + count + ")."));
        return all;
    }
}
