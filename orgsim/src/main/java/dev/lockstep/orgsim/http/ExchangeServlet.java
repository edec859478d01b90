package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultPlan;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each request of one API through the same steps: read it whole, understand it, count it, see which fault it
/// meets, do its work, send the answer.
public final class ExchangeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeServlet.class);

    private final transient Endpoint endpoint;
    private final transient FaultPlan faults;
    private final transient RequestCounts counts;
    private final transient InstantSource clock;

    /// Serves one API.
    ///
    /// @param clock the org's: clients take its time from the Date header
    public ExchangeServlet(Endpoint endpoint, FaultPlan faults, RequestCounts counts, InstantSource clock) {
        this.endpoint = endpoint;
        this.faults = faults;
        this.counts = counts;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<HttpCall> call = RequestReader.read(request);
        if (call.isEmpty()) {
            send(Answer.empty(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE), response);
            return;
        }
        PreparedCall prepared = endpoint.receive(call.get());
        counts.received(prepared.operation(), request.getMethod());
        Optional<Fault> fault = faults.draw(prepared.operation());
        if (fault.isEmpty()) {
            send(work(prepared), response);
            return;
        }
        LOG.info(
                "fault={} api={} operation={}",
                fault.get(),
                prepared.operation().api(),
                prepared.operation().name());
        switch (fault.get()) {
            case Fault.AnswerLost _ -> {
                work(prepared);
                cut(request);
            }
            case Fault.CutBeforeWork _ -> cut(request);
            case Fault.Unavailable _ -> send(endpoint.unavailable(), response);
            case Fault.AnswerHeld(Duration hold) -> {
                Answer answer = work(prepared);
                hold(hold);
                send(answer, response);
            }
        }
    }

    private Answer work(PreparedCall prepared) {
        try {
            return prepared.work().get();
        } catch (RuntimeException e) {
            LOG.error(
                    "api={} operation={} broke",
                    prepared.operation().api(),
                    prepared.operation().name(),
                    e);
            return endpoint.broken();
        }
    }

    /// Nothing was written yet and the request is read to its end, so the client sees an orderly end of the stream.
    private static void cut(HttpServletRequest request) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    /// A stopping server interrupts it: then the answer goes out early, or not at all.
    private static void hold(Duration hold) {
        long deadline = System.nanoTime() + hold.toNanos();
        long left = hold.toNanos();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = deadline - System.nanoTime();
        }
    }

    private void send(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atZone(ZoneOffset.UTC)));
        answer.headers().forEach(response::setHeader);
        byte[] body = answer.body();
        if (body.length > 0) {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
