package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.org.ChangeListener;
import dev.lockstep.orgsim.org.ChangeSet;
import dev.lockstep.orgsim.org.OrgState;
import dev.lockstep.orgsim.org.Schema;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes events of the org's commits and keeps them for those who subscribe. What a data folder's journal still tells
/// of the last days becomes events again when the org is opened, with the replay Ids that it had before.
///
/// Safe for use by several threads. Subscribers are told of news by one thread, one after the other.
public final class EventBus implements ChangeListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

    private final CaptureSettings settings;
    private final InstantSource clock;
    private final FaultPlan faults;
    private final PushTopics topics = new PushTopics();
    private final Map<EventKind, EventLog> logs = new EnumMap<>(EventKind.class);
    private final Deque<Event> waiting = new ArrayDeque<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("orgsim-events").factory());
    private Optional<Capture> capture = Optional.empty();
    private Flow flow = Flow.REMEMBERING;

    /// How events get from a commit into their stream.
    private enum Flow {
        /// They are those of an org that is being opened: they happened long ago, and no fault befalls them.
        REMEMBERING,
        RUNNING,
        /// A late event holds back all behind it.
        HELD_BACK
    }

    /// An event and where it stands in its stream. Places count from 1 in each process; an event that is told twice has
    /// two.
    public record Placed(long place, Event event) {}

    /// A bus of an org that is about to be opened.
    ///
    /// @param faults what befalls events, once the org is open
    public EventBus(CaptureSettings settings, InstantSource clock, FaultPlan faults) {
        this.settings = settings;
        this.clock = clock;
        this.faults = faults;
        for (EventKind kind : EventKind.values()) {
            logs.put(kind, new EventLog(kind, settings.mostKept()));
        }
    }

    /// Learns what can be captured.
    ///
    /// @throws IllegalArgumentException when the settings name objects whose changes can't be captured
    @Override
    public synchronized void opening(Schema schema) {
        capture = Optional.of(new Capture(settings, schema));
    }

    /// The org is open: from now on faults may befall its events.
    public synchronized void start() {
        flow = Flow.RUNNING;
    }

    /// Which changes are captured; to be asked for once the org is open.
    public synchronized Capture capture() {
        return capture.orElseThrow(() -> new IllegalStateException("The org isn't open yet."));
    }

    @Override
    public synchronized void committed(ChangeSet set, OrgState now) {
        if (set.at().isBefore(clock.instant().minus(EventKind.CHANGE.retention()))) {
            return;
        }
        try {
            waiting.addAll(topics.of(set, now));
            waiting.addAll(ChangeEvents.of(set, capture(), settings));
        } catch (RuntimeException e) {
            // The commit is done: whoever made it must not hear of this.
            LOG.error("commit={} has no events", set.commitNumber(), e);
        }
        publish();
    }

    private synchronized void publish() {
        boolean isNews = false;
        while (!waiting.isEmpty() && flow != Flow.HELD_BACK) {
            Event event = waiting.removeFirst();
            Optional<? extends Fault.OfEvent> fault = flow == Flow.REMEMBERING ? Optional.empty() : draw(event);
            if (fault.isPresent()) {
                LOG.info("fault={} replayId={} object={}", fault.get(), event.replayId(), event.object());
                meet(fault.get(), event);
            } else {
                keep(event);
            }
            isNews = true;
        }
        if (isNews) {
            listeners.forEach(this::soon);
        }
    }

    private Optional<? extends Fault.OfEvent> draw(Event event) {
        List<String> objects = List.of(event.object().name());
        return switch (event) {
            case TopicEvent _ ->
                faults.draw(new ApiOperation(Api.STREAMING, "topicEvent", objects), Fault.OfAnyEvent.class);
            case ChangeEvent _ ->
                faults.draw(new ApiOperation(Api.STREAMING, "changeEvent", objects), Fault.OfEvent.class);
        };
    }

    private void meet(Fault.OfEvent fault, Event event) {
        switch (fault) {
            case Fault.EventLost _ -> {}
            case Fault.EventDoubled _ -> {
                keep(event);
                keep(event);
            }
            case Fault.EventLate(Duration hold) -> holdBack(event, hold);
            case Fault.EventGap _ -> keep(event instanceof ChangeEvent change ? change.gap() : event);
            case Fault.EventOverflow _ -> keep(event instanceof ChangeEvent change ? change.overflow() : event);
        }
    }

    private void holdBack(Event event, Duration hold) {
        flow = Flow.HELD_BACK;
        var _ = teller.schedule(
                () -> {
                    synchronized (this) {
                        flow = Flow.RUNNING;
                        keep(event);
                        listeners.forEach(this::soon);
                        publish();
                    }
                },
                hold.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void keep(Event event) {
        log(event.kind()).add(event);
    }

    private EventLog log(EventKind kind) {
        EventLog log = logs.get(kind);
        if (log == null) {
            throw new IllegalStateException("There is no stream of " + kind);
        }
        log.expire(clock.instant());
        return log;
    }

    /// Is called by the telling thread whenever there are new events.
    public void onNews(Runnable listener) {
        listeners.add(listener);
    }

    /// Does something by the telling thread, after what it was given before.
    public void soon(Runnable task) {
        try {
            teller.execute(() -> run(task));
        } catch (RejectedExecutionException _) {
            // The bus is closed: there is nobody left to tell.
        }
    }

    /// Does something by the telling thread again and again until the bus is closed.
    public void regularly(Duration pause, Runnable task) {
        var _ = teller.scheduleWithFixedDelay(
                () -> run(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("Telling of events broke", e);
        }
    }

    /// Behind the last event there is.
    public synchronized long end(EventKind kind) {
        return log(kind).end();
    }

    /// Behind the event of that replay Id; empty where it was never told, or is too old.
    public synchronized OptionalLong behind(EventKind kind, long replayId) {
        return log(kind).behind(replayId);
    }

    /// The events behind a place, the oldest first; 0 is before all of them.
    public synchronized List<Placed> after(EventKind kind, long place, int most) {
        return new ArrayList<>(log(kind).after(place, most));
    }

    @Override
    public void close() {
        teller.shutdownNow();
    }
}
