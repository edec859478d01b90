package dev.lockstep.app.demo;

import dev.lockstep.embedded.EmbeddedPostgres;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;

/// What the check does with the sample's objects, a step a line.
final class SampleScript implements CheckScript {
    private final ApplicationSide application;
    private final OrgSide person;

    private SampleScript(ApplicationSide application, OrgSide person) {
        this.application = application;
        this.person = person;
    }

    /// @param run marks what this check makes
    static SampleScript open(EmbeddedPostgres database, URI org, String run) throws SQLException {
        var application = new ApplicationSide(database, run);
        try {
            return new SampleScript(application, new OrgSide(org, run));
        } catch (RuntimeException failure) {
            application.close();
            throw failure;
        }
    }

    @Override
    public List<String> leftOut() {
        return List.of();
    }

    @Override
    public List<Step> steps() {
        return List.of(
                new Step(
                        "insert 50 accounts, 50 contacts of theirs, 30 leads in PostgreSQL",
                        application::insertFamilies,
                        () -> List.of(
                                person.expect("Account", 50), person.expect("Contact", 50), person.expect("Lead", 30))),
                new Step(
                        "update 20 accounts and 20 leads in PostgreSQL",
                        application::update,
                        () -> List.of(
                                person.expectWhere("Account", "Phone = '+81 3 0000 0001'", 20),
                                person.expectWhere("Lead", "Company = 'Renamed K.K.'", 20))),
                new Step(
                        "change one row 20 times, and a new row twice in one transaction",
                        application::changeRapidly,
                        () -> List.of(
                                person.expectWhere("Account", "Website = 'https://example.com/20'", 1),
                                person.expectWhere("Account", "Website = 'https://example.com/second'", 1))),
                new Step(
                        "insert a row and delete it at once",
                        application::insertAndDelete,
                        () -> List.of(person.expectWhere("Lead", "LastName = 'Fleeting'", 0))),
                new Step(
                        "delete 10 contacts and 10 leads in PostgreSQL",
                        application::delete,
                        () -> List.of(person.expect("Contact", 40), person.expect("Lead", 20))),
                new Step(
                        "create 30 accounts and 20 cases in the org",
                        person::create,
                        () -> List.of(
                                application.expect("account", "name LIKE 'Org side %'", 30),
                                application.expect("\"case\"", "subject LIKE 'Org side %'", 20))),
                new Step(
                        "update 15 accounts in the org, and another field of them in PostgreSQL",
                        () -> person.updateAccounts() + application.updateSameAccounts(),
                        () -> List.of(
                                application.expect(
                                        "account",
                                        "name LIKE 'Org side %' AND website = 'https://org.example'"
                                                + " AND phone = '+81 3 0000 0002'",
                                        15),
                                person.expectCreated(
                                        "Phone = '+81 3 0000 0002' AND Website = 'https://org.example'", 15))),
                new Step(
                        "delete 10 accounts and 5 cases in the org",
                        person::delete,
                        () -> List.of(
                                application.expect("account", "name LIKE 'Org side %'", 20),
                                application.expect("\"case\"", "subject LIKE 'Org side %'", 15))));
    }

    @Override
    public void close() throws SQLException {
        try {
            person.close();
        } finally {
            application.close();
        }
    }
}
