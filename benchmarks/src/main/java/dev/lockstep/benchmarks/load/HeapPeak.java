package dev.lockstep.benchmarks.load;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// The most that was left of this process's heap after a collection: what it needs, rather than what it uses because it
/// is there.
final class HeapPeak {
    private final AtomicLong bytes = new AtomicLong();
    private final Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(pool -> pool.getName())
            .collect(Collectors.toUnmodifiableSet());

    /// Begins to look.
    static HeapPeak watch() {
        var peak = new HeapPeak();
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, _) -> peak.collected(notification.getUserData()), null, null);
            }
        }
        return peak;
    }

    private void collected(Object data) {
        if (data instanceof CompositeData composite) {
            var after = GarbageCollectionNotificationInfo.from(composite)
                    .getGcInfo()
                    .getMemoryUsageAfterGc();
            long left = after.entrySet().stream()
                    .filter(pool -> heap.contains(pool.getKey()))
                    .map(Map.Entry::getValue)
                    .mapToLong(usage -> usage.getUsed())
                    .sum();
            bytes.accumulateAndGet(left, Math::max);
        }
    }

    /// Where nothing was collected yet, what is in use.
    long bytes() {
        long seen = bytes.get();
        return seen > 0
                ? seen
                : ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// As `-Xmx` sets it.
    static long limit() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
    }
}
