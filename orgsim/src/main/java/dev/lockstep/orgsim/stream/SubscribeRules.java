package dev.lockstep.orgsim.stream;

import dev.lockstep.orgsim.events.Channel;
import dev.lockstep.orgsim.events.EventBus;
import dev.lockstep.orgsim.events.EventRights;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Who may subscribe to what, and from where on.
final class SubscribeRules {
    /// Only what happens from now on.
    private static final long NEW_EVENTS = -1;

    /// All that can still be had.
    private static final long ALL_EVENTS = -2;

    private final SimulatedOrg org;
    private final EventBus bus;

    /// A subscription that is to be made, or the error instead.
    sealed interface Answer {
        record Granted(Exchange.Grant grant) implements Answer {}

        record Refused(String error) implements Answer {}
    }

    SubscribeRules(SimulatedOrg org, EventBus bus) {
        this.org = org;
        this.bus = bus;
    }

    /// @param replay what the client says about replay: Ids by channel
    Answer answer(OrgUser user, String name, Optional<Map<?, ?>> replay) {
        if (name.isEmpty()) {
            return new Answer.Refused(StreamErrors.NO_CHANNEL_NAMED);
        }
        if (!name.startsWith("/")) {
            return new Answer.Refused(StreamErrors.NO_LEADING_SLASH);
        }
        Optional<Channel> channel = Channel.find(name, org.state());
        if (channel.isEmpty()) {
            return new Answer.Refused(StreamErrors.noSuchChannel(name));
        }
        if (channel.get() instanceof Channel.ChangesOf(var object)
                && !new EventRights(org, bus.capture()).reach(user.id(), object)) {
            return new Answer.Refused(StreamErrors.NOT_PERMITTED);
        }
        return from(channel.get(), replay);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/using_streaming_api_durability.htm")
    @Assumed(reason = "A map of replay Ids without the channel is an error with these words, as public reports show")
    private Answer from(Channel channel, Optional<Map<?, ?>> replay) {
        if (replay.isEmpty()) {
            return granted(channel, bus.end(channel.kind()));
        }
        Object id = replay.get().get(channel.name());
        if (id == null) {
            return new Answer.Refused(StreamErrors.noReplayId(channel.name(), replay.get()));
        }
        OptionalLong place = number(id).isEmpty()
                ? OptionalLong.empty()
                : place(channel, number(id).getAsLong());
        return place.isPresent()
                ? granted(channel, place.getAsLong())
                : new Answer.Refused(StreamErrors.invalidReplayId(id));
    }

    private OptionalLong place(Channel channel, long id) {
        if (id == NEW_EVENTS) {
            return OptionalLong.of(bus.end(channel.kind()));
        }
        return id == ALL_EVENTS ? OptionalLong.of(0) : bus.behind(channel.kind(), id);
    }

    private static Answer granted(Channel channel, long place) {
        return new Answer.Granted(new Exchange.Grant(channel, place));
    }

    /// Some clients send their numbers as text.
    private static OptionalLong number(Object id) {
        String text = String.valueOf(id);
        return text.matches("-?\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
