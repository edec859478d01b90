package dev.lockstep.salesforce.rest;

import dev.lockstep.model.ObjectName;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The addresses of an org's resources.
public final class RestResources {
    private final URI instance;
    private final String version;

    public RestResources(URI instance, String version) {
        this.instance = instance;
        this.version = version;
    }

    public URI objects() {
        return data("/sobjects");
    }

    public URI describe(ObjectName object) {
        return data("/sobjects/" + object + "/describe");
    }

    /// The org cuts seconds off; so they are cut here, where it can be seen.
    public URI updated(ObjectName object, Instant from, Instant to) {
        return data("/sobjects/" + object + "/updated/?start=" + time(from) + "&end=" + time(to));
    }

    public URI query(String soql) {
        return data("/query?q=" + encode(soql));
    }

    public URI queryAll(String soql) {
        return data("/queryAll?q=" + encode(soql));
    }

    /// Where queries are given that the org is to run by itself.
    public URI queryJobs() {
        return data("/jobs/query");
    }

    public URI queryJob(String job) {
        return data("/jobs/query/" + encode(job));
    }

    public URI resultPages(String job) {
        return data("/jobs/query/" + encode(job) + "/resultPages");
    }

    /// Where jobs are opened that write.
    public URI ingestJobs() {
        return data("/jobs/ingest");
    }

    public URI ingestJob(String job) {
        return data("/jobs/ingest/" + encode(job));
    }

    /// Where the data of a job go.
    public URI ingestData(String job) {
        return data("/jobs/ingest/" + encode(job) + "/batches");
    }

    /// One of the lists that tell what became of a job's records, such as `failedResults`.
    public URI ingestResults(String job, String list) {
        return data("/jobs/ingest/" + encode(job) + "/" + list);
    }

    /// A path that the org named and [#checkPath] has let pass.
    public URI path(String path) {
        return instance.resolve(path);
    }

    /// Throws [IllegalArgumentException] for an address on another host: our token would go there.
    public static void checkPath(String path) {
        if (!path.startsWith("/services/data/")) {
            throw new IllegalArgumentException("\"" + path + "\" is no path of the data API");
        }
    }

    private URI data(String path) {
        return instance.resolve("/services/data/v" + version + path);
    }

    private static String time(Instant time) {
        return encode(time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
