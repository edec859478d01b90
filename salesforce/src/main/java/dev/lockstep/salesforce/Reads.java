package dev.lockstep.salesforce;

import dev.lockstep.salesforce.http.BrokenExchange;
import dev.lockstep.salesforce.http.HttpAnswer;
import dev.lockstep.salesforce.http.HttpChannel;
import dev.lockstep.salesforce.http.HttpStream;
import dev.lockstep.salesforce.soap.SoapAnswer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Makes requests that change nothing, each as often as needed: once more with a new session where that was
/// over, and a few times more, with growing pauses, where the org was away for a moment. Each may thus reach the
/// org several times. Ends early when its thread is interrupted.
final class Reads {
    static final int MOST_TRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final String MOST_RECORDS_OF_A_PAGE = "2000";

    private final HttpChannel channel;
    private final Sessions sessions;
    private final Requests requests;
    private final Waiting waiting;
    private final RandomGenerator random;

    Reads(HttpChannel channel, Sessions sessions, Requests requests, Waiting waiting, RandomGenerator random) {
        this.channel = channel;
        this.sessions = sessions;
        this.requests = requests;
        this.waiting = waiting;
        this.random = random;
    }

    /// Gets a resource and reads it. `reader` throws [IllegalArgumentException] for an answer that isn't sound.
    <T> T get(CallReason reason, String concerns, Function<Session, URI> resource, Function<byte[], T> reader) {
        return repeated(reason, session -> {
            try {
                return whole(concerns, channel.get(resource.apply(session), headers(session)), reader);
            } catch (BrokenExchange broken) {
                throw Refusals.broken(concerns, broken);
            }
        });
    }

    /// Posts a JSON object and reads the answer. Only for what does no harm when the org gets it several times.
    <T> T post(
            CallReason reason,
            String concerns,
            Function<Session, URI> resource,
            byte[] json,
            Function<byte[], T> reader) {
        return repeated(reason, session -> {
            try {
                var headers = new HashMap<>(headers(session));
                headers.put("Content-Type", "application/json");
                return whole(concerns, channel.post(resource.apply(session), headers, json), reader);
            } catch (BrokenExchange broken) {
                throw Refusals.broken(concerns, broken);
            }
        });
    }

    void delete(CallReason reason, String concerns, Function<Session, URI> resource) {
        repeated(reason, session -> {
            try {
                return whole(concerns, channel.delete(resource.apply(session), headers(session)), body -> body.length);
            } catch (BrokenExchange broken) {
                throw Refusals.broken(concerns, broken);
            }
        });
    }

    /// Opens an answer to be read while it arrives. What breaks off later isn't repeated here.
    HttpStream open(CallReason reason, String concerns, Function<Session, URI> resource) {
        return repeated(reason, session -> {
            try {
                var headers = new HashMap<>(headers(session));
                headers.put("Accept", "text/csv, application/json");
                var answer = channel.open(resource.apply(session), headers);
                if (!answer.isSuccess()) {
                    try (answer) {
                        throw Refusals.of(concerns, answer.whole());
                    }
                }
                return answer;
            } catch (IOException broken) {
                throw Refusals.broken(concerns, broken);
            }
        });
    }

    /// Makes a SOAP call that changes nothing.
    <T> T call(CallReason reason, String concerns, Function<Session, SoapAnswer<T>> call) {
        return repeated(reason, session -> {
            var answer = call.apply(session);
            if (answer instanceof SoapAnswer.Result<T> result) {
                return result.value();
            }
            throw Refusals.of(concerns, answer);
        });
    }

    private <T> T repeated(CallReason reason, Function<Session, T> request) {
        var session = sessions.current();
        var renewals = 0;
        for (int tries = 1; ; tries++) {
            requests.count(reason);
            try {
                return request.apply(session);
            } catch (OrgFailure failure) {
                if (failure.treatment() == Treatment.SIGN_IN_AGAIN && renewals++ == 0) {
                    session = sessions.after(session);
                } else if (tries < MOST_TRIES
                        && Failures.ofRequest(failure.code()).again() == Failures.Again.SOON) {
                    pause(tries, failure);
                } else {
                    throw failure;
                }
            }
        }
    }

    /// Half of the pause is chance, so that many that failed together don't come back together.
    private void pause(int tries, OrgFailure failure) {
        var longest = FIRST_PAUSE.toMillis() << (tries - 1);
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            waiting.pause(Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private static <T> T whole(String concerns, HttpAnswer answer, Function<byte[], T> reader) {
        if (!answer.isSuccess()) {
            throw Refusals.of(concerns, answer);
        }
        try {
            return reader.apply(answer.body());
        } catch (IllegalArgumentException unsound) {
            throw Refusals.unreadable(concerns, unsound);
        }
    }

    private static Map<String, String> headers(Session session) {
        return Map.of(
                "Authorization", "Bearer " + session.token().reveal(),
                "Accept", "application/json",
                "Sforce-Call-Options", "client=" + Org.CLIENT_NAME,
                "Sforce-Query-Options", "batchSize=" + MOST_RECORDS_OF_A_PAGE);
    }
}
