package dev.lockstep.verification.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.verification.foreign.Exchange.Packing;
import dev.lockstep.verification.foreign.Seen.Refusal;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each call of the SOAP API as Salesforce's own client makes and understands it, unmodified and in a process of its
/// own.
class PartnerClientIT {
    private final PartnerVisit visit = PartnerVisit.ofEverything();
    private final Seen seen = visit.seen();

    @Test
    void runsWithItsOwnClassesAlone() {
        assertThat(seen.text("classPath").split(File.pathSeparator))
                .extracting(entry -> Path.of(entry).getFileName().toString())
                .containsExactly("classes", "force-partner-api-65.0.0.jar", "force-wsc-65.0.0-uber.jar");
    }

    @Test
    void packsWhatItSendsAndTakesPackedAnswers() {
        assertThat(visit.exchanges()).extracting(Exchange::request).containsOnly(Packing.GZIP);
        assertThat(visit.exchanges())
                .filteredOn(exchange -> exchange.answer().length() > 10_000)
                .isNotEmpty()
                .extracting(Exchange::response)
                .containsOnly(Packing.GZIP);
    }

    /// Calls that are refused as a whole: the client's own class for the fault, and the API's code.
    @ParameterizedTest
    @CsvSource({
        "login.afterLogout, UnexpectedErrorFault, INVALID_SESSION_ID",
        "login.afterSecondLogout, UnexpectedErrorFault, INVALID_SESSION_ID",
        "login.refusedFrom65, UnexpectedErrorFault, INVALID_OPERATION",
        "login.wrongPassword, LoginFault, INVALID_LOGIN",
        "login.versionGone, UnexpectedErrorFault, UNSUPPORTED_API_VERSION",
        "session.unknown, UnexpectedErrorFault, INVALID_SESSION_ID",
        "session.ended.getUserInfo, UnexpectedErrorFault, INVALID_SESSION_ID",
        "session.ended.getServerTimestamp, UnexpectedErrorFault, INVALID_SESSION_ID",
        "session.ended.logout, UnexpectedErrorFault, INVALID_SESSION_ID",
        "session.ended.describeGlobal, UnexpectedErrorFault, INVALID_SESSION_ID",
        "session.ended.query, UnexpectedErrorFault, INVALID_SESSION_ID",
        "describe.unknown, InvalidSObjectFault, INVALID_TYPE",
        "describe.oneUnknown, InvalidSObjectFault, INVALID_TYPE",
        "describe.tooMany, UnexpectedErrorFault, EXCEEDED_ID_LIMIT",
        "query.malformed, MalformedQueryFault, MALFORMED_QUERY",
        "query.unknownField, InvalidFieldFault, INVALID_FIELD",
        "query.unknownParent, InvalidFieldFault, INVALID_FIELD",
        "query.unknownObject, InvalidSObjectFault, INVALID_TYPE",
        "query.filterOnLongText, InvalidFieldFault, INVALID_FIELD",
        "queryAll.malformed, MalformedQueryFault, MALFORMED_QUERY",
        "queryMore.unknownLocator, InvalidQueryLocatorFault, INVALID_QUERY_LOCATOR",
        "queryMore.noLocator, InvalidQueryLocatorFault, INVALID_QUERY_LOCATOR",
        "retrieve.tooMany, UnexpectedErrorFault, EXCEEDED_ID_LIMIT",
        "retrieve.malformedId, InvalidIdFault, MALFORMED_ID",
        "retrieve.unknownField, InvalidFieldFault, INVALID_FIELD",
        "retrieve.unknownObject, InvalidSObjectFault, INVALID_TYPE",
        "create.tooMany, UnexpectedErrorFault, EXCEEDED_ID_LIMIT",
        "create.unknownObject, InvalidSObjectFault, INVALID_TYPE",
        "create.elevenRuns, UnexpectedErrorFault, INVALID_OPERATION",
        "update.tooMany, UnexpectedErrorFault, EXCEEDED_ID_LIMIT",
        "update.unknownObject, InvalidSObjectFault, INVALID_TYPE",
        "upsert.tooMany, UnexpectedErrorFault, EXCEEDED_ID_LIMIT",
        "upsert.noKeyField, InvalidFieldFault, INVALID_FIELD",
        "upsert.twoTypes, UnexpectedErrorFault, INVALID_OPERATION",
        "delete.tooMany, UnexpectedErrorFault, EXCEEDED_ID_LIMIT",
        "merge.tooMany, UnexpectedErrorFault, EXCEEDED_ID_LIMIT",
        "undelete.tooMany, UnexpectedErrorFault, EXCEEDED_ID_LIMIT",
        "emptyRecycleBin.tooMany, UnexpectedErrorFault, EXCEEDED_ID_LIMIT",
        "updated.backwards, UnexpectedErrorFault, INVALID_REPLICATION_DATE",
        "updated.tooOld, UnexpectedErrorFault, INVALID_REPLICATION_DATE",
        "updated.unknownObject, InvalidSObjectFault, INVALID_TYPE",
        "deleted.backwards, UnexpectedErrorFault, INVALID_REPLICATION_DATE",
        "deleted.tooOld, UnexpectedErrorFault, INVALID_REPLICATION_DATE",
        "deleted.unknownObject, InvalidSObjectFault, INVALID_TYPE",
    })
    void seesWhyACallIsRefused(String call, String kind, String code) {
        assertThat(seen.refusal(call)).isEqualTo(new Refusal(kind, code));
        assertThat(seen.text(call + ".message")).isNotBlank();
        assertThat(seen.text(call + ".faultCode")).isEqualTo("{urn:fault.partner.soap.sforce.com}" + code);
    }

    @Test
    void isRefusedNothingElse() throws NoSuchMethodException {
        var listed = getClass()
                .getDeclaredMethod("seesWhyACallIsRefused", String.class, String.class, String.class)
                .getAnnotation(CsvSource.class);

        assertThat(listed.value())
                .extracting(line -> line.substring(0, line.indexOf(',')))
                .containsExactlyInAnyOrderElementsOf(seen.refusals());
    }

    @Test
    void signsInByPasswordBeforeVersion65() {
        assertThat(seen.text("login.userName")).isEqualTo("integration@lockstep.example");
        assertThat(seen.text("login.hasOwnSession")).isEqualTo("true");
        assertThat(seen.text("login.serverUrl"))
                .isEqualTo(visit.url() + "/services/Soap/u/64.0/"
                        + visit.organizationId().substring(0, 15));
    }

    @Test
    void takesAnotherSessionWhenItsOwnHasEnded() {
        assertThat(seen.text("session.renewed.userName")).isEqualTo("integration@lockstep.example");
    }

    @Test
    void learnsWhoCallsAndWhatTimeItIs() {
        assertThat(seen.text("userInfo.userId")).isEqualTo(visit.userId());
        assertThat(seen.text("userInfo.organizationId")).isEqualTo(visit.organizationId());
        assertThat(seen.text("userInfo.sessionSecondsValid")).isEqualTo("7200");
        assertThat(seen.text("serverTimestamp")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }
}
