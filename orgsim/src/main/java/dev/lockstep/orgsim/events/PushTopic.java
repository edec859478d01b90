package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.RecordChange;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.Value;
import dev.lockstep.orgsim.sample.PushTopicObject;
import dev.lockstep.orgsim.sample.TopicFields;
import dev.lockstep.orgsim.soql.TopicQuery;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A PushTopic as its record says it is.
///
/// @param changes which changes it tells of
record PushTopic(String name, TopicQuery query, TopicFields fields, Set<RecordChange.Kind> changes) {
    PushTopic {
        changes = Set.copyOf(changes);
    }

    /// Whether the record says that the topic is in use.
    static boolean isActive(RecordView topic) {
        return !topic.isDeleted() && isSet(topic, PushTopicObject.IS_ACTIVE);
    }

    static PushTopic of(RecordView topic, TopicQuery query) {
        Set<RecordChange.Kind> changes = EnumSet.noneOf(RecordChange.Kind.class);
        addIf(isSet(topic, PushTopicObject.CREATE), RecordChange.Kind.CREATED, changes);
        addIf(isSet(topic, PushTopicObject.UPDATE), RecordChange.Kind.UPDATED, changes);
        addIf(isSet(topic, PushTopicObject.DELETE), RecordChange.Kind.DELETED, changes);
        addIf(isSet(topic, PushTopicObject.UNDELETE), RecordChange.Kind.UNDELETED, changes);
        return new PushTopic(
                text(topic, PushTopicObject.TOPIC_NAME),
                query,
                TopicFields.of(text(topic, PushTopicObject.FIELDS)),
                changes);
    }

    private static void addIf(boolean isWanted, RecordChange.Kind kind, Set<RecordChange.Kind> kinds) {
        if (isWanted) {
            kinds.add(kind);
        }
    }

    private static boolean isSet(RecordView topic, String field) {
        return topic.value(field).equals(new Value.Flag(true));
    }

    static String text(RecordView topic, String field) {
        return topic.value(field) instanceof Value.Text(String text) ? text : "";
    }

    /// The notification of a change, if there is one. Changes that follow the deletion of another record have none.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/working_with_pushtopics.htm")
    Optional<TopicEvent> notification(RecordChange change, Instant at) {
        RecordView record = change.after();
        if (change.cause() == RecordChange.Cause.FOLLOWED
                || !record.object().equals(query.object())
                || !changes.contains(change.kind())
                || (change.kind() == RecordChange.Kind.CREATED && record.isDeleted())
                || !looksAt(change)
                || !query.condition().test(record)) {
            return Optional.empty();
        }
        return Optional.of(new TopicEvent(change.number(), at, name, query.object(), change.kind(), fields(change)));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/notifyforfields_referenced.htm")
    private boolean looksAt(RecordChange change) {
        return change.kind() != RecordChange.Kind.UPDATED
                || change.after().object().fields().stream()
                        .filter(field -> fields.include(query, field))
                        .anyMatch(field -> isChanged(change, field));
    }

    private static boolean isChanged(RecordChange change, FieldDefinition field) {
        return !change.before()
                .orElseThrow()
                .value(field.name())
                .equals(change.after().value(field.name()));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/notification_message_format.htm")
    private Map<String, Value> fields(RecordChange change) {
        Map<String, Value> told = new LinkedHashMap<>();
        for (FieldDefinition field : query.selected()) {
            if (change.kind() != RecordChange.Kind.DELETED || field.name().equals("Id")) {
                told.put(field.name(), change.after().value(field.name()));
            }
        }
        return told;
    }
}
