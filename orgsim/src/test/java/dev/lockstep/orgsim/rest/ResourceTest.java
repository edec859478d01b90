package dev.lockstep.orgsim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceTest {
    @ParameterizedTest
    @CsvSource({
        "GET, services/data, versions",
        "GET, services/data/v65.0, resources",
        "GET, services/data/v65.0/limits, limits",
        "GET, services/data/v65.0/limits/recordCount, recordCount",
        "GET, services/data/v65.0/limits/nothing, unknown",
        "GET, services/data/v65.0/sobjects, describeGlobal",
        "GET, services/data/v65.0/sobjects/Account, basicInfo",
        "POST, services/data/v65.0/sobjects/Account, create",
        "GET, services/data/v65.0/sobjects/Account/describe, describe",
        "GET, services/data/v65.0/sobjects/Account/updated, getUpdated",
        "GET, services/data/v65.0/sobjects/Account/deleted, getDeleted",
        "GET, services/data/v65.0/sobjects/Account/001000000000001AAA, retrieve",
        "PATCH, services/data/v65.0/sobjects/Account/001000000000001AAA, update",
        "DELETE, services/data/v65.0/sobjects/Account/001000000000001AAA, delete",
        "POST, services/data/v65.0/sobjects/Account/Id, create",
        "PATCH, services/data/v65.0/sobjects/Account/Id/001000000000001AAA, update",
        "GET, services/data/v65.0/sobjects/Account/External_Id__c/1, retrieve",
        "PATCH, services/data/v65.0/sobjects/Account/External_Id__c/1, upsert",
        "DELETE, services/data/v65.0/sobjects/Account/External_Id__c/1, delete",
        "GET, services/data/v65.0/sobjects/Account/describe/layouts, unknown",
        "GET, services/data/v65.0/composite, compositeResources",
        "POST, services/data/v65.0/composite/sobjects, createCollection",
        "PATCH, services/data/v65.0/composite/sobjects, updateCollection",
        "DELETE, services/data/v65.0/composite/sobjects, deleteCollection",
        "PATCH, services/data/v65.0/composite/sobjects/Account/External_Id__c, upsertCollection",
        "POST, services/data/v65.0/composite/sobjects/Account, retrieveCollection",
        "POST, services/data/v65.0/composite, composite",
        "POST, services/data/v65.0/composite/batch, batch",
        "POST, services/data/v65.0/composite/batch/more, unknown",
        "POST, services/data/v65.0/composite/nothing, unknown",
        "GET, services/data/v65.0/query, query",
        "GET, services/data/v65.0/queryAll, queryAll",
        "GET, services/data/v65.0/query/0r8000000000001AAA-200, queryMore",
        "GET, services/data/v65.0/nothing, unknown",
        "GET, services/data/v65.0/a/b/c/d, unknown"
    })
    void tellsWhatARequestAsksFor(String method, String path, String operation) {
        assertThat(Resource.of(List.of(path.split("/", -1))).operation(method)).isEqualTo(operation);
    }
}
