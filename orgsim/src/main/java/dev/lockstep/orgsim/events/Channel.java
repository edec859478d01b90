package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.OrgState;
import java.util.Optional;

/// What a subscriber can listen to. Case counts in the names.
public sealed interface Channel {
    String TOPICS = "/topic/";
    String CHANGES = "/data/";
    String CHANGE_EVENT = "ChangeEvent";

    /// The notifications of one PushTopic.
    record Topic(String topic) implements Channel {
        @Override
        public String name() {
            return TOPICS + topic;
        }
    }

    /// The change events of one object.
    record ChangesOf(ObjectDefinition object) implements Channel {
        @Override
        public String name() {
            return CHANGES + stem(object) + CHANGE_EVENT;
        }
    }

    /// All change events.
    record AllChanges() implements Channel {
        @Override
        public String name() {
            return CHANGES + CHANGE_EVENT + "s";
        }
    }

    String name();

    /// The channel of that name, if there is such a PushTopic or object now.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_subscribe_channels.htm")
    static Optional<Channel> find(String name, OrgState state) {
        if (name.startsWith(TOPICS)) {
            String topic = name.substring(TOPICS.length());
            return PushTopics.find(state, topic).map(_ -> new Topic(topic));
        }
        if (name.equals(new AllChanges().name())) {
            return Optional.of(new AllChanges());
        }
        if (!name.startsWith(CHANGES) || !name.endsWith(CHANGE_EVENT)) {
            return Optional.empty();
        }
        String stem =
                name.substring(CHANGES.length(), Math.max(CHANGES.length(), name.length() - CHANGE_EVENT.length()));
        return state.schema()
                .object(stem.endsWith("__") ? stem + "c" : stem)
                .filter(object -> Capture.isCapturable(object) && stem(object).equals(stem))
                .map(ChangesOf::new);
    }

    /// What stands before `ChangeEvent`: a custom object's name without its last letter.
    private static String stem(ObjectDefinition object) {
        return object.name().endsWith("__c")
                ? object.name().substring(0, object.name().length() - 1)
                : object.name();
    }

    default EventKind kind() {
        return switch (this) {
            case Topic _ -> EventKind.TOPIC;
            case ChangesOf _, AllChanges _ -> EventKind.CHANGE;
        };
    }

    default boolean carries(Event event) {
        return switch (this) {
            case Topic(String topic) ->
                event instanceof TopicEvent told && told.topic().equals(topic);
            case ChangesOf(ObjectDefinition object) ->
                event instanceof ChangeEvent told && told.object().name().equals(object.name());
            case AllChanges _ -> event instanceof ChangeEvent;
        };
    }
}
