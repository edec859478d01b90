package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ControlIT {
    private TestOrg org;

    @BeforeEach
    void start() {
        org = TestOrg.start();
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void tellsTheHeapThatIsNeeded() {
        var answer = org.post("/orgsim/collected", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonMapper().readTree(answer.body()).get("heap_bytes").asLong())
                .isPositive()
                .isLessThan(Runtime.getRuntime().maxMemory());
    }

    @Test
    void saysWhatMayBeAskedWhereNothingIs() {
        var answer = org.get("/orgsim/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("POST /collected below /orgsim");
    }
}
