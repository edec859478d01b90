package dev.lockstep.orgsim.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestTargetTest {
    @Test
    void splitsAPathWithoutRegardToSlashesAtTheEnd() {
        assertThat(new RequestTarget("/services/data/v65.0/", "").segments())
                .containsExactly("services", "data", "v65.0");
    }

    @Test
    void readsAPlusSignAsItselfInAPathAndAsABlankInAQuery() {
        var target = new RequestTarget("/id/a+b%20c", "q=SELECT+Id%20FROM%2BX&empty=&q=second");

        assertThat(target.segments()).containsExactly("id", "a+b c");
        assertThat(target.parameters()).containsEntry("q", "SELECT Id FROM+X").containsEntry("empty", "");
    }

    @Test
    void takesAStrayPercentSignAsItStands() {
        assertThat(new RequestTarget("/", "q=100%").parameters()).containsEntry("q", "100%");
    }

    @Test
    void countsTheWholeTarget() {
        assertThat(new RequestTarget("/abc", "q=1").length()).isEqualTo(8);
        assertThat(new RequestTarget("/abc", "").length()).isEqualTo(4);
    }
}
