package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.Arrays;

/// How `resultPages` spells its links. What the documents show and what clients of real orgs read are two things.
public enum ResultLinks {
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_parallel_job_results.htm")
    DOCUMENTED("resultPages", "resultUrl"),

    @Assumed(
            reason = "Two public clients read resultChunks and resultLink, with paths that begin below the version, and"
                    + " say that real orgs answer so")
    SEEN("resultChunks", "resultLink");

    private final String list;
    private final String link;

    ResultLinks(String list, String link) {
        this.list = list;
        this.link = link;
    }

    /// Reads the name of one, in any case.
    ///
    /// @throws IllegalArgumentException with one sentence that says what is wrong
    public static ResultLinks of(String name) {
        return Arrays.stream(values())
                .filter(links -> links.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Result links are spelled as documented or as seen, not as \"%s\".".formatted(name)));
    }

    /// The name of the list.
    String list() {
        return list;
    }

    /// The name of the link in each of its entries.
    String link() {
        return link;
    }
}
