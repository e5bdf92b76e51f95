"""The classes of Open Badges 3.0 and CLR 2.0 as a table: what each property is and how often it stands.

Notation: ``kind`` + ``!`` required + ``*`` an array. Kinds: text, uri, datetime, date, float, bool, language, jws, or the name of a
class; ``a|b`` either; ``@name`` a term of a vocabulary.

Source: Open Badges 3.0 and CLR 2.0 data models; conformance appendices A and B.
"""

from __future__ import annotations

from types import MappingProxyType

ACHIEVEMENT_TYPES = frozenset(
    "Achievement ApprenticeshipCertificate Assessment Assignment AssociateDegree Award Badge BachelorDegree Certificate "
    "CertificateOfCompletion Certification CommunityService Competency Course CoCurricular Degree Diploma DoctoralDegree "
    "Fieldwork GeneralEducationDevelopment JourneymanCertificate LearningProgram License Membership ProfessionalDoctorate "
    "QualityAssuranceCredential MasterCertificate MasterDegree MicroCredential ResearchDoctorate "
    "SecondarySchoolDiploma".split()
)
RESULT_TYPES = frozenset(
    "GradePointAverage LetterGrade Percent PerformanceLevel PredictedScore RawScore Result RubricCriterion "
    "RubricCriterionLevel RubricScore ScaledScore Status".split()
)
RESULT_STATUSES = frozenset("Completed Enrolled Failed InProgress OnHold Provisional Withdrew".split())
ASSOCIATION_TYPES = frozenset("exactMatchOf isChildOf isParentOf isPartOf isPeerOf isRelatedTo precedes replacedBy".split())
TARGET_TYPES = frozenset(
    "ceasn:Competency ceterms:Credential CFItem CFRubric CFRubricCriterion CFRubricCriterionLevel CTDL".split()
)
IDENTIFIER_TYPES = frozenset(
    "name sourcedId systemId productId userName accountId emailAddress nationalIdentityNumber isbn issn lisSourcedId "
    "oneRosterSourcedId sisSourcedId ltiContextId ltiDeploymentId ltiToolId ltiPlatformId ltiUserId identifier".split()
)

VOCABULARIES = MappingProxyType(
    {
        "achievementType": ACHIEVEMENT_TYPES,
        "resultType": RESULT_TYPES,
        "status": RESULT_STATUSES,
        "associationType": ASSOCIATION_TYPES,
        "targetType": TARGET_TYPES,
        "identityType": IDENTIFIER_TYPES,
    }
)
CLOSED = frozenset({"status", "associationType"})
"""Vocabularies without extension terms (``ext:…``)."""

CLASSES: MappingProxyType[str, dict[str, str]] = MappingProxyType(
    {
        "OpenBadgeCredential": {
            "id": "uri!",
            "name": "text",
            "description": "text",
            "image": "Image",
            "awardedDate": "datetime",
            "credentialSubject": "AchievementSubject!",
            "endorsement": "EndorsementCredential*",
            "endorsementJwt": "jws*",
            "evidence": "Evidence*",
            "issuer": "uri|Profile!",
            "validFrom": "datetime!",
            "validUntil": "datetime",
        },
        "AchievementSubject": {
            "id": "uri",
            "type": "type!",
            "activityStartDate": "datetime",
            "activityEndDate": "datetime",
            "creditsEarned": "float",
            "achievement": "Achievement!",
            "identifier": "IdentityObject*",
            "image": "Image",
            "licenseNumber": "text",
            "narrative": "text",
            "result": "Result*",
            "role": "text",
            "source": "Profile",
            "term": "text",
        },
        "Achievement": {
            "id": "uri!",
            "type": "type!",
            "name": "text!",
            "description": "text!",
            "criteria": "Criteria!",
            "alignment": "Alignment*",
            "achievementType": "@achievementType",
            "creator": "Profile",
            "creditsAvailable": "float",
            "endorsement": "EndorsementCredential*",
            "endorsementJwt": "jws*",
            "fieldOfStudy": "text",
            "humanCode": "text",
            "image": "Image",
            "inLanguage": "language",
            "otherIdentifier": "IdentifierEntry*",
            "related": "Related*",
            "resultDescription": "ResultDescription*",
            "specialization": "text",
            "tag": "text*",
            "version": "text",
        },
        "Alignment": {
            "type": "type!",
            "targetName": "text!",
            "targetUrl": "uri!",
            "targetCode": "text",
            "targetDescription": "text",
            "targetFramework": "text",
            "targetType": "@targetType",
        },
        "Criteria": {"id": "uri", "narrative": "text"},
        "Evidence": {
            "id": "uri",
            "type": "type!",
            "narrative": "text",
            "name": "text",
            "description": "text",
            "genre": "text",
            "audience": "text",
        },
        "IdentityObject": {
            "type": "text!",
            "hashed": "bool!",
            "identityHash": "text!",
            "identityType": "@identityType!",
            "salt": "text",
        },
        "IdentifierEntry": {"type": "text!", "identifier": "text!", "identifierType": "@identityType!"},
        "Result": {
            "type": "type!",
            "achievedLevel": "uri",
            "alignment": "Alignment*",
            "resultDescription": "uri",
            "status": "@status",
            "value": "text",
        },
        "ResultDescription": {
            "id": "uri!",
            "type": "type!",
            "name": "text!",
            "resultType": "@resultType!",
            "alignment": "Alignment*",
            "allowedValue": "text*",
            "requiredLevel": "uri",
            "requiredValue": "text",
            "rubricCriterionLevel": "RubricCriterionLevel*",
            "valueMax": "text",
            "valueMin": "text",
        },
        "RubricCriterionLevel": {
            "id": "uri!",
            "type": "type!",
            "name": "text!",
            "alignment": "Alignment*",
            "description": "text",
            "level": "text",
            "points": "text",
        },
        "Related": {"id": "uri!", "type": "type!", "inLanguage": "language", "version": "text"},
        "Profile": {
            "id": "uri!",
            "type": "type!",
            "name": "text",
            "url": "uri",
            "phone": "text",
            "description": "text",
            "endorsement": "EndorsementCredential*",
            "endorsementJwt": "jws*",
            "image": "Image",
            "email": "text",
            "address": "Address",
            "otherIdentifier": "IdentifierEntry*",
            "official": "text",
            "parentOrg": "Profile",
            "familyName": "text",
            "givenName": "text",
            "additionalName": "text",
            "patronymicName": "text",
            "honorificPrefix": "text",
            "honorificSuffix": "text",
            "familyNamePrefix": "text",
            "dateOfBirth": "date",
        },
        "Address": {
            "type": "type!",
            "addressCountry": "text",
            "addressCountryCode": "text",
            "addressRegion": "text",
            "addressLocality": "text",
            "streetAddress": "text",
            "postOfficeBoxNumber": "text",
            "postalCode": "text",
            "geo": "GeoCoordinates",
        },
        "GeoCoordinates": {"type": "text!", "latitude": "float!", "longitude": "float!"},
        "Image": {"id": "uri!", "type": "text!", "caption": "text"},
        "EndorsementCredential": {
            "id": "uri!",
            "type": "type!",
            "name": "text!",
            "description": "text",
            "credentialSubject": "EndorsementSubject!",
            "awardedDate": "datetime",
            "evidence": "Evidence*",
            "issuer": "uri|Profile!",
            "validFrom": "datetime!",
            "validUntil": "datetime",
        },
        "EndorsementSubject": {"id": "uri!", "type": "type!", "endorsementComment": "text"},
        "ClrCredential": {
            "id": "uri!",
            "type": "type!",
            "name": "text!",
            "description": "text",
            "image": "Image",
            "partial": "bool",
            "awardedDate": "datetime",
            "credentialSubject": "ClrSubject!",
            "endorsement": "EndorsementCredential*",
            "endorsementJwt": "jws*",
            "evidence": "Evidence*",
            "issuer": "uri|Profile!",
            "validFrom": "datetime!",
            "validUntil": "datetime",
        },
        "ClrSubject": {
            "id": "uri",
            "type": "type!",
            "identifier": "IdentityObject*",
            "achievement": "Achievement*",
            "verifiableCredential": "VerifiableCredential*",
            "association": "Association*",
        },
        "Association": {
            "type": "text!",
            "associationType": "@associationType!",
            "sourceId": "uri!",
            "targetId": "uri!",
        },
        "VerifiableCredential": {
            "id": "uri",
            "type": "type!",
            "issuer": "uri|Profile!",
            "validFrom": "datetime!",
            "validUntil": "datetime",
            "evidence": "Evidence*",
        },
    }
)

SEALED = frozenset({"Association", "IdentifierEntry", "IdentityObject", "Image"})
"""Classes that take no other properties."""
