package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The circumstances of a commit in its line of the journal.
final class CircumstancesText {
    private static final String AT = "at";
    private static final String BY = "by";
    private static final String ORIGIN = "origin";
    private static final String WAY = "way";
    private static final String FOLLOWERS = "followers";

    private CircumstancesText() {}

    static void write(JsonGenerator json, String name, Circumstances told) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty(AT, told.at().toString());
        json.writeStringProperty(BY, told.userId());
        json.writeStringProperty(ORIGIN, told.origin().text());
        json.writeStringProperty(WAY, told.way().name());
        json.writeArrayPropertyStart(FOLLOWERS);
        told.followers().stream().sorted().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    static Circumstances read(JsonParser json) {
        var at = Instant.EPOCH;
        var by = "";
        var origin = "";
        var way = SaveWay.CALL;
        var followers = new HashSet<String>();
        CommitText.expect(json, JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            switch (json.currentName()) {
                case AT -> at = Instant.parse(CommitText.readText(json));
                case BY -> by = CommitText.readText(json);
                case ORIGIN -> origin = CommitText.readText(json);
                case WAY -> way = SaveWay.valueOf(CommitText.readText(json));
                case FOLLOWERS -> readAll(json, followers);
                default -> throw CommitText.unreadable("an entry " + json.currentName());
            }
        }
        return new Circumstances(at, by, new ChangeOrigin(origin), way, followers);
    }

    private static void readAll(JsonParser json, Set<String> texts) {
        CommitText.expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(json.getString());
        }
    }
}
