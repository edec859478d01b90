package dev.lockstep.orgsim.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/// Sends answers, or the beginning of one.
final class AnswerSender {
    private final InstantSource clock;

    AnswerSender(InstantSource clock) {
        this.clock = clock;
    }

    void send(Answer answer, HttpServletResponse response) throws IOException {
        sendHead(answer, response);
        answer.body().writeTo(response.getOutputStream());
    }

    /// Sends the head of the whole answer, and so many bytes of its body, half of them where nothing is said. The rest
    /// is kept back: the client is left waiting until somebody closes the connection.
    void sendBeginning(Answer answer, OptionalLong bytes, HttpServletResponse response) throws IOException {
        long beginning = bytes.isPresent() ? bytes.getAsLong() : length(answer.body()) / 2;
        sendHead(answer, response);
        try {
            answer.body().writeTo(new LimitedOutput(response.getOutputStream(), beginning));
        } catch (LimitedOutput.Full _) {
            // What is to be sent was sent.
        }
        response.flushBuffer();
    }

    private void sendHead(Answer answer, HttpServletResponse response) {
        response.setStatus(answer.status());
        response.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atZone(ZoneOffset.UTC)));
        answer.headers().forEach(response::setHeader);
        OptionalLong length = answer.body().length();
        if (length.isPresent() && length.getAsLong() > 0) {
            response.setContentLengthLong(length.getAsLong());
        }
    }

    /// Made once to be counted, where nothing else tells.
    private static long length(Body body) throws IOException {
        if (body.length().isPresent()) {
            return body.length().getAsLong();
        }
        var counting = new LimitedOutput(OutputStream.nullOutputStream(), Long.MAX_VALUE);
        body.writeTo(counting);
        return counting.written();
    }
}
