package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.soql.TopicQuery;
import java.util.Arrays;
import java.util.stream.Stream;

/// Changes of which fields a PushTopic looks at.
@Documented(
        url = "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/notifications.htm")
public enum TopicFields {
    REFERENCED("Referenced"),
    WHERE("Where"),
    SELECT("Select"),
    ALL("All");

    private final String text;

    TopicFields(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static String[] texts() {
        return Arrays.stream(values()).map(TopicFields::text).toArray(String[]::new);
    }

    /// Takes what the restricted picklist lets pass.
    public static TopicFields of(String text) {
        return Arrays.stream(values())
                .filter(fields -> fields.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No PushTopic notifies for the fields " + text));
    }

    /// Whether a change of the field may be told.
    public boolean include(TopicQuery query, FieldDefinition field) {
        return this == ALL || named(query).anyMatch(field::equals);
    }

    /// Whether the query names a field, the Id aside, that these changes could be of.
    public boolean fit(TopicQuery query) {
        return this == ALL || named(query).anyMatch(field -> field.type() != FieldKind.ID);
    }

    private Stream<FieldDefinition> named(TopicQuery query) {
        return switch (this) {
            case REFERENCED -> Stream.concat(query.selected().stream(), query.compared().stream());
            case SELECT -> query.selected().stream();
            case WHERE -> query.compared().stream();
            case ALL -> query.object().fields().stream();
        };
    }
}
