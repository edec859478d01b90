package dev.lockstep.clients.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.clients.Facts;
import org.junit.jupiter.api.Test;

/// What npm installs can be loaded. The client of the Pub/Sub API has nothing to call yet.
class NodePackagesIT {
    @Test
    void loadsTheClientOfThePubSubApi() {
        Facts seen = new NodeScript("packages").visitNewOrg();

        assertThat(seen.told().at("/versions").propertyNames()).contains("salesforce-pubsub-api-client");
        assertThat(seen.texts("/pubSubCalls")).contains("connect", "subscribe", "publish");
    }
}
