package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Documented;
import java.util.Optional;
import java.util.function.Supplier;

/// By which API, and by which client of it, records are changed; empty where nobody says.
///
/// @param text as change events tell it
public record ChangeOrigin(String text) {
    public static final ChangeOrigin NONE = new ChangeOrigin("");

    /// What this thread's saves come from.
    private static final ScopedValue<ChangeOrigin> CURRENT = ScopedValue.newInstance();

    /// The name that change events give to an API.
    public enum Protocol {
        SOAP("soap"),
        REST("rest"),
        BULK("bulkapi");

        private final String text;

        Protocol(String text) {
            this.text = text;
        }
    }

    /// Names an API and a client of it.
    ///
    /// @param version such as `65.0`
    /// @param client what the client calls itself in its call options
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm")
    public static ChangeOrigin of(Protocol protocol, String version, Optional<String> client) {
        return new ChangeOrigin("com/salesforce/api/%s/%s%s"
                .formatted(
                        protocol.text,
                        version,
                        client.map(name -> ";client=" + name).orElse("")));
    }

    /// Does work whose saves, those of this thread, come from here.
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    static ChangeOrigin current() {
        return CURRENT.orElse(NONE);
    }
}
