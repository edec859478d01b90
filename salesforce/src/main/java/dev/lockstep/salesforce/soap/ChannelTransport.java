package dev.lockstep.salesforce.soap;

import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.transport.Transport;
import dev.lockstep.salesforce.http.BrokenExchange;
import dev.lockstep.salesforce.http.HttpAnswer;
import dev.lockstep.salesforce.http.HttpChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Carries one SOAP message for the client library, whose own transport sends a request again by itself when the
/// server closes without an answer. Remembers how the exchange went, since the library's exceptions don't tell.
final class ChannelTransport implements Transport {
    private final HttpChannel channel;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final Map<String, String> headers = new HashMap<>();
    private Optional<URI> target = Optional.empty();
    private Optional<HttpAnswer> answer = Optional.empty();
    private Optional<BrokenExchange> breakage = Optional.empty();

    ChannelTransport(HttpChannel channel) {
        this.channel = channel;
    }

    Optional<HttpAnswer> answer() {
        return answer;
    }

    Optional<BrokenExchange> breakage() {
        return breakage;
    }

    @Override
    public void setConfig(ConnectorConfig config) {}

    @Override
    public OutputStream connect(String uri, String soapAction) throws IOException {
        var soap = new HashMap<String, String>();
        soap.put("SOAPAction", "\"" + (soapAction == null ? "" : soapAction) + "\"");
        soap.put("Content-Type", "text/xml; charset=UTF-8");
        soap.put("Accept", "text/xml");
        return connect(uri, soap, true);
    }

    @Override
    @SuppressWarnings("NonApiType") // the library's own signature
    public OutputStream connect(String uri, HashMap<String, String> httpHeaders) throws IOException {
        return connect(uri, httpHeaders, true);
    }

    @Override
    @SuppressWarnings("NonApiType") // the library's own signature
    public OutputStream connect(String uri, HashMap<String, String> httpHeaders, boolean compressed)
            throws IOException {
        if (target.isPresent()) {
            throw new IOException("a transport carries one message");
        }
        target = Optional.of(URI.create(uri));
        headers.putAll(httpHeaders);
        if (!compressed) {
            return message;
        }
        headers.put("Content-Encoding", "gzip");
        return new GZIPOutputStream(message);
    }

    @Override
    public InputStream getContent() throws IOException {
        try {
            var whole = channel.post(target.orElseThrow(), headers, message.toByteArray());
            answer = Optional.of(whole);
            return new ByteArrayInputStream(whole.body());
        } catch (BrokenExchange broken) {
            breakage = Optional.of(broken);
            throw broken;
        }
    }

    @Override
    public boolean isSuccessful() {
        return answer.orElseThrow().status() < 400;
    }
}
