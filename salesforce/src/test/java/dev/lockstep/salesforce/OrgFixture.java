package dev.lockstep.salesforce;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.Secret;
import dev.lockstep.salesforce.RawServer.Reply;
import dev.lockstep.salesforce.RawServer.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A server that gives tokens `00D!token-1`, `00D!token-2` … and answers all else as a test says, and an [Org] signed
/// in there that notes its pauses instead of making them.
final class OrgFixture implements AutoCloseable {
    static final ObjectName ACCOUNT = new ObjectName("Account");
    static final FieldName NAME = new FieldName("Name");
    static final RecordId ID = RecordId.of("001000000000001");
    static final SignIn SIGN_IN = new SignIn.ClientCredentials("the-client", new Secret("s3cr&t"));

    final RawServer server;
    final Org org;
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();

    OrgFixture(Function<Request, Reply> script) throws IOException {
        this(Duration.ofSeconds(20), script);
    }

    OrgFixture(Duration requestTimeout, Function<Request, Reply> script) throws IOException {
        server = new RawServer(request -> request.path().equals(Answers.TOKEN_PATH)
                ? Answers.token(request, "00D!token-" + tokens.incrementAndGet())
                : script.apply(request));
        org = Org.signIn(settings(server, requestTimeout), pauses::add);
    }

    static OrgSettings settings(RawServer server, Duration requestTimeout) {
        return new OrgSettings(server.uri(), "65.0", SIGN_IN, Duration.ofSeconds(5), requestTimeout);
    }

    /// A record that only has a name.
    static OutgoingRecord account(String name) {
        return new OutgoingRecord(ACCOUNT, Optional.empty(), Map.of(NAME, name), Set.of(), Map.of());
    }

    static WriteCall createAccounts(String... names) {
        return new WriteCall.Create(
                Arrays.stream(names).map(OrgFixture::account).toList());
    }

    @Override
    public void close() throws IOException {
        org.close();
        server.close();
    }
}
