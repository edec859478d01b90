package dev.lockstep.clients.camel;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/// Camel with its component for Salesforce, signed in.
final class SalesforceRoute implements AutoCloseable {
    /// The API version that is asked for; Camel's own choice is older.
    static final String VERSION = "65.0";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ProducerTemplate template = camel.createProducerTemplate();

    private SalesforceRoute(SalesforceComponent component) {
        camel.addComponent("salesforce", component);
        camel.start();
    }

    /// Signs in by a client's own credentials.
    static SalesforceRoute open(Given given) {
        return open(component(given, AuthenticationType.CLIENT_CREDENTIALS));
    }

    static SalesforceRoute open(SalesforceComponent component) {
        return new SalesforceRoute(component);
    }

    /// What signing in needs whatever the way.
    static SalesforceComponent component(Given given, AuthenticationType way) {
        var config = new SalesforceEndpointConfig();
        config.setApiVersion(VERSION);
        var component = new SalesforceComponent();
        component.setConfig(config);
        component.setAuthenticationType(way);
        component.setLoginUrl(given.text("url"));
        component.setClientId(given.text("client"));
        component.setPackages(SalesforceRoute.class.getPackageName());
        if (way != AuthenticationType.JWT) {
            component.setClientSecret(given.text("secret"));
        }
        return component;
    }

    /// What an operation brings.
    ///
    /// @param options names of the operation's own, and their values
    @Nullable
    Object call(String operation, @Nullable Object body, Map<String, Object> options) {
        return template.requestBodyAndHeaders("salesforce:" + operation, body, options);
    }

    @Nullable
    Object call(String operation, @Nullable Object body) {
        return call(operation, body, Map.of());
    }

    /// The same where the result has a type.
    <T> T call(Class<T> type, String operation, @Nullable Object body, Map<String, Object> options) {
        return template.requestBodyAndHeaders("salesforce:" + operation, body, options, type);
    }

    /// The whole exchange: what an operation brings, and the headers beside it.
    Exchange exchange(String operation, @Nullable Object body, Map<String, Object> options) {
        return template.request("salesforce:" + operation, exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().setHeaders(new HashMap<>(options));
        });
    }

    /// Subscribes to what an operation of subscribing names.
    Inbox listen(String operation) throws Exception {
        return Inbox.open(camel.getEndpoint("salesforce:" + operation));
    }

    /// Subscribes to change events by the Pub/Sub API.
    ///
    /// @param options of the subscription, as in a link
    ChangeInbox listenTo(String topic, String options) throws Exception {
        return ChangeInbox.open(camel.getEndpoint(
                "salesforce:pubSubSubscribe:%s?pubSubDeserializeType=JSON&%s".formatted(topic, options)));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
