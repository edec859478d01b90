package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Documented;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the org keeps of its events, and which of its objects' changes are captured at first.
///
/// @param captured the objects' names; absent where the org's own choice holds
/// @param mostCaptured how many objects can be captured at once
/// @param mostKept how many events of either stream are kept; the oldest are dropped beyond
/// @param overflowThreshold how many changes of one transaction are told one by one
/// @param largestEventBytes what a change event tells at most; of larger ones only the Ids are told
public record CaptureSettings(
        Optional<List<String>> captured, int mostCaptured, int mostKept, int overflowThreshold, int largestEventBytes) {
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_allocations.htm")
    private static final int MOST_CAPTURED = 5;

    /// Some 40 MB where records have many fields.
    private static final int MOST_KEPT = 20_000;

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_other_events_overflow.htm")
    private static final int OVERFLOW_THRESHOLD = 100_000;

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_other_events_gap.htm")
    private static final int LARGEST_EVENT_BYTES = 1024 * 1024;

    public CaptureSettings {
        captured = captured.map(List::copyOf);
        if (mostKept < 1 || overflowThreshold < 1 || mostCaptured < 1 || largestEventBytes < 1) {
            throw new IllegalArgumentException(
                    "At least one object can be captured, and one event be kept and told, of one byte.");
        }
    }

    /// Reads names with commas between them; none at all where there is nothing but blanks.
    public static List<String> names(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    public static CaptureSettings defaults() {
        return new CaptureSettings(Optional.empty(), MOST_CAPTURED, MOST_KEPT, OVERFLOW_THRESHOLD, LARGEST_EVENT_BYTES);
    }

    /// Only changes of these objects are captured at first.
    public CaptureSettings capturing(String... objects) {
        return new CaptureSettings(
                Optional.of(List.of(objects)), mostCaptured, mostKept, overflowThreshold, largestEventBytes);
    }

    public CaptureSettings capturingAtMost(int objects) {
        return new CaptureSettings(captured, objects, mostKept, overflowThreshold, largestEventBytes);
    }

    public CaptureSettings keeping(int events) {
        return new CaptureSettings(captured, mostCaptured, events, overflowThreshold, largestEventBytes);
    }

    public CaptureSettings overflowingBeyond(int changes) {
        return new CaptureSettings(captured, mostCaptured, mostKept, changes, largestEventBytes);
    }

    public CaptureSettings tellingAtMost(int bytes) {
        return new CaptureSettings(captured, mostCaptured, mostKept, overflowThreshold, bytes);
    }
}
