package dev.lockstep.postgres.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.SchemaName;
import dev.lockstep.postgres.TestMappings;
import dev.lockstep.postgres.schema.Hstore;
import org.junit.jupiter.api.Test;

final class MergeSqlTest {
    private static final SchemaName SCHEMA = new SchemaName("sf");

    @Test
    void quotesAllNames() {
        assertThat(sql(TestMappings.account()).in("${table} ${staging} ${slice} ${name}"))
                .isEqualTo(
                        "\"sf\".\"account\" \"sf\".\"_lockstep_staging_3\" pg_temp.\"lockstep_slice_3_ab\" 'account'");
    }

    @Test
    void comparesTheUniqueIdentifierInItsCanonicalForm() {
        assertThat(sql(TestMappings.account()).in("${s_identifier}")).isEqualTo("lower(btrim(s.\"ext__c\"))");
        assertThat(sql(TestMappings.contact()).in("${s_identifier} ${s_has_identifier}"))
                .as("without one nothing is equal")
                .isEqualTo("NULL::text false");
    }

    @Test
    void keepsOnlyColumnsThatCanBeWritten() {
        assertThat(sql(TestMappings.contact()).in("${kept_assignments}"))
                .contains("\"sfid\" = s.\"sfid\"", "\"createddate\" = s.\"createddate\"")
                .contains("\"lastname\" = CASE WHEN 'lastname' = ANY (p.kept) THEN t.\"lastname\"");
    }

    @Test
    void refusesAPlaceThatNothingFills() {
        assertThatThrownBy(() -> sql(TestMappings.account()).in("SELECT ${nothing}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing");
    }

    private static MergeSql sql(Mapping mapping) {
        return new MergeSql(SCHEMA, new Hstore(new SchemaName("public")), mapping, new StagingTable(SCHEMA, 3), "ab");
    }
}
