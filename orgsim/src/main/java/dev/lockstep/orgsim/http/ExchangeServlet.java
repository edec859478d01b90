package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.faults.RequestRefusal;
import dev.lockstep.orgsim.org.SaveAbandoned;
import dev.lockstep.orgsim.org.SaveConditions;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
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
    private final transient CallLog calls;
    private final transient InstantSource clock;
    private final transient ApiUsage usage;
    private final transient Consumer<String> signOut;
    private final transient AnswerSender sender;

    /// Serves one API.
    ///
    /// @param signOut ends the session of a token
    /// @param clock the org's: clients take its time from the Date header
    public ExchangeServlet(
            Endpoint endpoint,
            FaultPlan faults,
            RequestCounts counts,
            CallLog calls,
            ApiUsage usage,
            Consumer<String> signOut,
            InstantSource clock) {
        this.endpoint = endpoint;
        this.faults = faults;
        this.counts = counts;
        this.calls = calls;
        this.usage = usage;
        this.signOut = signOut;
        this.clock = clock;
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
        long began = System.nanoTime();
        PreparedCall prepared = endpoint.receive(call);
        ApiOperation operation = prepared.operation();
        counts.received(operation, request.getMethod());
        usage.received(operation.api());
        Optional<Fault.OfRequest> fault = faults.draw(operation);
        Optional<Integer> status = Optional.empty();
        try {
            status = fault.isEmpty()
                    ? sent(answer(operation, prepared.work()), response)
                    : met(fault.get(), call, prepared, request, response);
        } finally {
            calls.add(
                    clock.instant(),
                    operation,
                    request.getMethod(),
                    status,
                    Duration.ofNanos(System.nanoTime() - began),
                    fault.map(FaultRuleText::name));
        }
    }

    private Optional<Integer> sent(Answer answer, HttpServletResponse response) throws IOException {
        sender.send(answer, response);
        return Optional.of(answer.status());
    }

    /// The status, where a whole answer was sent.
    private Optional<Integer> met(
            Fault.OfRequest fault,
            HttpCall call,
            PreparedCall prepared,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ApiOperation operation = prepared.operation();
        LOG.info("fault={} api={} operation={}", fault, operation.api(), operation.name());
        return switch (fault) {
            case Fault.AnswerLost _ -> {
                answer(operation, prepared.work());
                yield cut(request);
            }
            case Fault.CutBeforeWork _ -> cut(request);
            case Fault.Unavailable _ -> sent(endpoint.unavailable(), response);
            case Fault.AnswerHeld(Duration hold) -> {
                Answer answer = answer(operation, prepared.work());
                hold(hold);
                yield sent(answer, response);
            }
            case Fault.AnswerCut(OptionalLong afterBytes) -> {
                sender.sendBeginning(answer(operation, prepared.work()), afterBytes, response);
                yield cut(request);
            }
            case Fault.WorkDelayed(Duration delay) -> {
                hold(delay);
                yield sent(answer(operation, prepared.work()), response);
            }
            case Fault.NeverAnswered(Duration hold) -> {
                hold(hold);
                yield cut(request);
            }
            case Fault.CommitLate(Duration delay) ->
                sent(answer(operation, SaveConditions.committedAfter(delay), prepared.work()), response);
            case Fault.CommitAfterCut(Duration delay) -> {
                Optional<Integer> none = cut(request);
                answer(operation, SaveConditions.committedAfter(delay), prepared.work());
                yield none;
            }
            case Fault.RowsLocked _ -> sent(answer(operation, SaveConditions.lockedRows(), prepared.work()), response);
            case Fault.SessionEnded _ -> {
                endpoint.sessionToken(call).ifPresent(signOut);
                yield sent(answer(operation, prepared.work()), response);
            }
            case Fault.MaintenancePage _ -> sent(maintenancePage(), response);
            case Fault.Refused(RequestRefusal refusal) -> sent(endpoint.refused(refusal), response);
            case Fault.JobFailed _ -> sent(answer(operation, prepared.work(Fate.FAILURE)), response);
            case Fault.JobHung _ -> sent(answer(operation, prepared.work(Fate.HANGING)), response);
        };
    }

    private Answer answer(ApiOperation operation, SaveConditions conditions, Supplier<Answer> work) {
        return conditions.during(() -> answer(operation, work));
    }

    @Assumed(reason = "Seen in public reports: behind a page for people, whatever the client asked for")
    private static Answer maintenancePage() {
        String page = "<html><head><title>We are down for maintenance.</title></head>"
                + "<body><h1>We are down for maintenance.</h1><p>Please try again later.</p></body></html>";
        return Answer.of(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "text/html;charset=UTF-8",
                page.getBytes(StandardCharsets.UTF_8));
    }

    private Answer answer(ApiOperation operation, Supplier<Answer> work) {
        try {
            return work.get();
        } catch (SaveAbandoned e) {
            LOG.info("api={} operation={} abandoned: {}", operation.api(), operation.name(), e.getMessage());
            return endpoint.unavailable();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("api={} operation={} broke", operation.api(), operation.name(), e);
            return endpoint.broken();
        }
    }

    /// The request is read to its end, so the client sees an orderly end of the stream.
    private static Optional<Integer> cut(HttpServletRequest request) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
        return Optional.empty();
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
