package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lockstep.orgsim.server.Difference.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DescribeComparisonTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void findsNothingInWhatIsTheSame() {
        var description = "{'name': 'A', 'fields': [{'name': 'Id', 'length': 18, 'referenceTo': ['B', 'C']}]}";

        assertThat(differences(description, description)).isEmpty();
    }

    @Test
    void comparesEachPropertyOfEachField() {
        assertThat(differences(
                        "{'fields': [{'name': 'Id', 'length': 18, 'unique': false}, {'name': 'Name', 'length': 80}]}",
                        "{'fields': [{'name': 'Id', 'length': 15, 'custom': false}]}"))
                .containsExactly(
                        new Difference("A.fields[Id].length", Kind.DIFFERS, "18 / 15"),
                        new Difference("A.fields[Id].unique", Kind.MISSING, "false"),
                        new Difference("A.fields[Id].custom", Kind.EXTRA, "false"),
                        new Difference("A.fields[Name]", Kind.MISSING, "{\"name\":\"Name\",\"length\":80}"));
    }

    @Test
    void comparesTheOrderOfWhatBothHave() {
        assertThat(differences("{'a': 1, 'b': 2, 'c': 3}", "{'c': 3, 'a': 1}"))
                .containsExactly(
                        new Difference("A.b", Kind.MISSING, "2"), new Difference("A", Kind.ORDER, "[a, c] / [c, a]"));
    }

    @Test
    void tellsChildrenOfObjectsThatAreNotSimulatedOnce() {
        assertThat(differences(
                        "{'childRelationships': [{'childSObject': 'X', 'field': 'f'}, {'childSObject': 'Y', 'field':"
                                + " 'f'}, {'childSObject': 'Case', 'field': 'f'}]}",
                        "{'childRelationships': []}"))
                .extracting(Difference::path, Difference::kind)
                .containsExactly(
                        tuple("A.childRelationships", Kind.UNSIMULATED),
                        tuple("A.childRelationships[Case.f]", Kind.MISSING));
    }

    @Test
    void overlooksTheVersionInAddresses() {
        assertThat(differences("{'x': '/services/data/v48.0/sobjects/A'}", "{'x': '/services/data/v65.0/sobjects/A'}"))
                .isEmpty();
    }

    private static List<Difference> differences(String real, String ours) {
        return DescribeComparison.between(
                "A",
                JSON.readTree(real.replace('\'', '"')),
                JSON.readTree(ours.replace('\'', '"')),
                Set.of("Account", "Case"));
    }
}
