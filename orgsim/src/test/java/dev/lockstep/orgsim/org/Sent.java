package dev.lockstep.orgsim.org;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A record as a test sends it.
final class Sent {
    private final String object;
    private Optional<String> id = Optional.empty();
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Set<String> nulls = new LinkedHashSet<>();
    private final Map<String, ExternalReference> references = new LinkedHashMap<>();

    private Sent(String object) {
        this.object = object;
    }

    static Sent a(String object) {
        return new Sent(object);
    }

    static Sent account(String name) {
        return a("Account").with("Name", name);
    }

    static Sent delivery(String name) {
        return a("Delivery__c").with("Name", name);
    }

    Sent id(String text) {
        id = Optional.of(text);
        return this;
    }

    Sent with(String field, String text) {
        fields.put(field, text);
        return this;
    }

    Sent key(String text) {
        return with("External_Id__c", text);
    }

    Sent nulling(String field) {
        nulls.add(field);
        return this;
    }

    Sent under(String relationship, String parent, String field, String value) {
        references.put(relationship, new ExternalReference(parent, field, value));
        return this;
    }

    InputRecord record() {
        return new InputRecord(object, id, fields, nulls, references);
    }
}
