package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import dev.lockstep.orgsim.org.HookRun;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.SaveHook;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What triggers do to deletions.
class RefusedDeletionsIT {
    private TestOrg org;
    private RestClient rest;
    private PartnerConnection soap;

    @BeforeEach
    void start() {
        org = TestOrg.start();
        rest = RestClient.of(org, 65);
        soap = org.soap(rest.token());
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void keepsRecordsThatATriggerWontHaveDeleted() throws ConnectionException {
        automate("{\"automation\":\"deletion-rule\",\"object\":\"Account\",\"where\":\"Phone = '1'\","
                + "\"message\":\"Keep those with a phone.\"}");
        automate("{\"automation\":\"deletion-rule\",\"object\":\"Contact\",\"where\":\"LastName != null\","
                + "\"message\":\"Not for what goes along.\"}");
        String kept = rest.create("Account", "{\"Name\":\"Kept\",\"Phone\":\"1\"}");
        String gone = rest.create("Account", "{\"Name\":\"Gone\"}");
        rest.create("Contact", "{\"LastName\":\"Along\",\"AccountId\":\"" + gone + "\"}");

        DeleteResult[] results = soap.delete(new String[] {kept, gone});

        assertThat(results[0].getErrors()[0].getStatusCode().name()).isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        assertThat(results[0].getErrors()[0].getMessage()).isEqualTo("Keep those with a phone.");
        assertThat(results[1].isSuccess()).isTrue();
        assertThat(count("Account", "Name = 'Kept'")).isEqualTo(1);
        assertThat(count("Contact", "LastName = 'Along'")).isZero();
        HttpResponse<String> refused = rest.delete("/sobjects/Account/" + kept);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("FIELD_CUSTOM_VALIDATION_EXCEPTION");
    }

    @Test
    void keepsAllRecordsOfACallWhoseTriggerThrows() throws ConnectionException {
        org.server().org().automation().add(new SaveHook() {
            @Override
            public Optional<SaveError> deletion(HookRun run, RecordView doomed) {
                throw new IllegalStateException("No deletions today");
            }
        });
        String account = rest.create("Account", "{\"Name\":\"Kept\"}");

        DeleteResult[] results = soap.delete(new String[] {account});

        assertThat(results[0].getErrors()[0].getStatusCode().name()).isEqualTo("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
        assertThat(results[0].getErrors()[0].getMessage()).contains("BeforeDelete", "No deletions today");
        assertThat(count("Account", "Name = 'Kept'")).isEqualTo(1);
    }

    private void automate(String automation) {
        HttpResponse<String> answer = org.send(org.request("/orgsim/automation")
                .POST(BodyPublishers.ofString(automation))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private long count(String object, String condition) {
        return org.server()
                .org()
                .query("SELECT COUNT() FROM %s WHERE %s".formatted(object, condition), QueryScope.LIVE)
                .totalSize();
    }
}
