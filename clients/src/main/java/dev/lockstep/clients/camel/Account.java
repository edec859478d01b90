package dev.lockstep.clients.camel;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.apache.camel.component.salesforce.api.dto.AbstractDescribedSObjectBase;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.jspecify.annotations.Nullable;

/// An account as Camel's generator would make it, with fewer fields. Camel looks for Java fields with the very names
/// of the org's when it decides what to leave out of a request.
public final class Account extends AbstractDescribedSObjectBase {
    private static final SObjectDescription DESCRIPTION = new SObjectDescription();

    static {
        DESCRIPTION.setName("Account");
    }

    private @Nullable String Site;
    private @Nullable Double AnnualRevenue;
    private @Nullable String External_Id__c;

    public Account() {
        getAttributes().setType("Account");
    }

    static Account named(String name) {
        var account = new Account();
        account.setName(name);
        return account;
    }

    @JsonProperty("Site")
    public @Nullable String getSite() {
        return Site;
    }

    @JsonProperty("Site")
    public void setSite(@Nullable String place) {
        Site = place;
    }

    @JsonProperty("AnnualRevenue")
    public @Nullable Double getAnnualRevenue() {
        return AnnualRevenue;
    }

    @JsonProperty("AnnualRevenue")
    public void setAnnualRevenue(@Nullable Double revenue) {
        AnnualRevenue = revenue;
    }

    @JsonProperty("External_Id__c")
    public @Nullable String getExternal_Id__c() {
        return External_Id__c;
    }

    @JsonProperty("External_Id__c")
    public void setExternal_Id__c(@Nullable String id) {
        External_Id__c = id;
    }

    @Override
    public SObjectDescription description() {
        return DESCRIPTION;
    }
}
