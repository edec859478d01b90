package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultPlan;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
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
    private final transient AnswerSender sender;

    /// Serves one API.
    ///
    /// @param clock the org's: clients take its time from the Date header
    public ExchangeServlet(Endpoint endpoint, FaultPlan faults, RequestCounts counts, InstantSource clock) {
        this.endpoint = endpoint;
        this.faults = faults;
        this.counts = counts;
        this.sender = new AnswerSender(clock);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<HttpCall> call = RequestReader.read(request, endpoint);
        if (call.isEmpty()) {
            sender.send(Answer.empty(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE), response);
            return;
        }
        try {
            exchange(call.get(), request, response);
        } finally {
            if (call.get().upload().isPresent()) {
                Files.deleteIfExists(call.get().upload().get());
            }
        }
    }

    private void exchange(HttpCall call, HttpServletRequest request, HttpServletResponse response) throws IOException {
        PreparedCall prepared = endpoint.receive(call);
        ApiOperation operation = prepared.operation();
        counts.received(operation, request.getMethod());
        Optional<Fault.OfRequest> fault = faults.draw(operation);
        if (fault.isEmpty()) {
            sender.send(answer(operation, prepared.work()), response);
            return;
        }
        LOG.info("fault={} api={} operation={}", fault.get(), operation.api(), operation.name());
        meet(fault.get(), prepared, request, response);
    }

    private void meet(
            Fault.OfRequest fault, PreparedCall prepared, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ApiOperation operation = prepared.operation();
        switch (fault) {
            case Fault.AnswerLost _ -> {
                answer(operation, prepared.work());
                cut(request);
            }
            case Fault.CutBeforeWork _ -> cut(request);
            case Fault.Unavailable _ -> sender.send(endpoint.unavailable(), response);
            case Fault.AnswerHeld(Duration hold) -> {
                Answer answer = answer(operation, prepared.work());
                hold(hold);
                sender.send(answer, response);
            }
            case Fault.AnswerCut(OptionalLong afterBytes) -> {
                sender.sendBeginning(answer(operation, prepared.work()), afterBytes, response);
                cut(request);
            }
            case Fault.JobFailed _ -> sender.send(answer(operation, prepared.doomedWork()), response);
        }
    }

    private Answer answer(ApiOperation operation, Supplier<Answer> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            LOG.error("api={} operation={} broke", operation.api(), operation.name(), e);
            return endpoint.broken();
        }
    }

    /// The request is read to its end, so the client sees an orderly end of the stream.
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
}
