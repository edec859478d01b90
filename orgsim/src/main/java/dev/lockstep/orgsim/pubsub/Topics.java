package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.events.Channel;
import dev.lockstep.orgsim.events.EventRights;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.pubsub.wire.TopicInfo;
import java.util.List;
import java.util.Optional;

/// What can be subscribed to, and by whom.
final class Topics {
    private final PubSubParts parts;
    private final Schemas schemas;

    Topics(PubSubParts parts, Schemas schemas) {
        this.parts = parts;
        this.schemas = schemas;
    }

    /// The topic of that name, as far as this API has it.
    @Documented(url = "https://developer.salesforce.com/docs/platform/pub-sub-api/guide/supported-event-types.html")
    private Optional<Channel> find(String name) {
        return Channel.find(name, parts.org().state()).filter(channel -> switch (channel) {
            case Channel.ChangesOf _, Channel.AllChanges _ -> true;
            case Channel.Topic _ -> false;
        });
    }

    /// The object that a topic is about; none where it isn't about one.
    List<String> objects(String name) {
        return find(name).stream()
                .flatMap(channel -> channel instanceof Channel.ChangesOf(var object)
                        ? Optional.of(object.name()).stream()
                        : Optional.<String>empty().stream())
                .toList();
    }

    @Assumed(
            reason = "The fields are documented; that a topic of several objects has no schema, and that the tenant is"
                    + " told by the org's Id, is believed")
    TopicInfo info(String name, OrgUser user, String rpcId) {
        Channel channel = find(name).orElseThrow(() -> PubSubRefusal.noSuchTopic(name));
        return TopicInfo.newBuilder()
                .setTopicName(name)
                .setTenantGuid(parts.org().organizationId())
                .setCanPublish(false)
                .setCanSubscribe(isPermitted(user, channel))
                .setSchemaId(
                        channel instanceof Channel.ChangesOf(var object)
                                ? schemas.of(object).id()
                                : "")
                .setRpcId(rpcId)
                .build();
    }

    /// The topic of that name, which the user may subscribe to.
    Channel subscribable(String name, OrgUser user) {
        Channel channel = find(name).orElseThrow(() -> PubSubRefusal.noSuchTopic(name));
        if (!isPermitted(user, channel)) {
            throw PubSubRefusal.notPermitted(name);
        }
        return channel;
    }

    /// Whoever listens to all changes gets those that reach the user.
    private boolean isPermitted(OrgUser user, Channel channel) {
        return !(channel instanceof Channel.ChangesOf(var object))
                || new EventRights(parts.org(), parts.bus().capture()).reach(user.id(), object);
    }
}
