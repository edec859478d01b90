package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ChangeSet;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.OrgState;
import dev.lockstep.orgsim.org.PersonFields;
import dev.lockstep.orgsim.org.RecordChange;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.SaveWay;
import dev.lockstep.orgsim.org.Table;
import dev.lockstep.orgsim.sample.PushTopicObject;
import dev.lockstep.orgsim.soql.TopicQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the notifications of one commit after the other. For one thread at a time.
final class PushTopics {
    /// Queries are understood once a day: their dates may count from it.
    private final Map<Known, TopicQuery> known = new HashMap<>();

    private record Known(String query, LocalDate day) {}

    /// The active topic of that name, whose case counts.
    static Optional<RecordView> find(OrgState state, String name) {
        return active(state).stream()
                .filter(topic ->
                        PushTopic.text(topic, PushTopicObject.TOPIC_NAME).equals(name))
                .findFirst();
    }

    /// Bulk jobs would flood the channels: they are passed over.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/working_with_pushtopics.htm")
    List<TopicEvent> of(ChangeSet set, OrgState now) {
        if (set.way() == SaveWay.BULK_JOB) {
            return List.of();
        }
        List<RecordView> records = active(now);
        List<TopicEvent> events = new ArrayList<>();
        if (!records.isEmpty()) {
            List<PushTopic> topics = records.stream()
                    .flatMap(record -> topic(record, now, set.at()).stream())
                    .toList();
            for (var change : set.changes()) {
                if (isOfPersonsContact(change)) {
                    continue;
                }
                topics.forEach(topic -> topic.notification(change, set.at()).ifPresent(events::add));
            }
        }
        return events;
    }

    /// A person is told of by its account alone.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/pushtopic_event_publishing_for_personaccount.htm")
    private static boolean isOfPersonsContact(RecordChange change) {
        return PersonFields.isContact(change.after().object()) && PersonFields.isPerson(change.after());
    }

    /// A topic whose query was good once may be bad in an org with other objects; it is silent then.
    private Optional<PushTopic> topic(RecordView record, OrgState now, Instant at) {
        var key = new Known(PushTopic.text(record, PushTopicObject.QUERY), LocalDate.ofInstant(at, ZoneOffset.UTC));
        known.keySet().removeIf(other -> !other.day().equals(key.day()));
        try {
            TopicQuery query = known.computeIfAbsent(key, _ -> TopicQuery.read(now, key.query(), at));
            return Optional.of(PushTopic.of(record, query));
        } catch (OrgFault _) {
            return Optional.empty();
        }
    }

    private static List<RecordView> active(OrgState state) {
        Optional<Table> table = state.schema().object(PushTopicObject.NAME).map(state::table);
        List<RecordView> topics = new ArrayList<>();
        if (table.isPresent()) {
            var numbers = table.get().inIdOrder(0, Long.MAX_VALUE);
            while (numbers.hasNext()) {
                table.get().find(numbers.nextLong()).filter(PushTopic::isActive).ifPresent(topics::add);
            }
        }
        return topics;
    }
}
