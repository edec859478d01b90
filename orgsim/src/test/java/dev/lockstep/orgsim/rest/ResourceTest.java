package dev.lockstep.orgsim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceTest {
    @ParameterizedTest
    @CsvSource({
        "services/data, versions",
        "services/data/v65.0, resources",
        "services/data/v65.0/limits, limits",
        "services/data/v65.0/sobjects, describeGlobal",
        "services/data/v65.0/sobjects/Account, basicInfo",
        "services/data/v65.0/sobjects/Account/describe, describe",
        "services/data/v65.0/query, query",
        "services/data/v65.0/queryAll, queryAll",
        "services/data/v65.0/query/0r8000000000001AAA-200, queryMore",
        "services/data/v65.0/composite, unknown",
        "services/data/v65.0/sobjects/Account/001000000000001AAA, unknown",
        "services/data/v65.0/a/b/c/d, unknown"
    })
    void tellsWhatAPathNames(String path, String operation) {
        assertThat(Resource.of(List.of(path.split("/", -1))).operation()).isEqualTo(operation);
    }
}
