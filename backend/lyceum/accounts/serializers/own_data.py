"""A copy of one's data, and the receipt of a deletion, on the wire."""

from typing import Any

from rest_framework import serializers

from lyceum.accounts.ports import Outcome
from lyceum.accounts.rules.exports import ExportStatus
from lyceum.platform.fields import IdField


class DataExportSerializer(serializers.Serializer[Any]):
    """How far the copy is; read it at `auth/user/export/file/` when it is ready."""

    status = serializers.ChoiceField(choices=[(status.value, status.name) for status in ExportStatus])
    requested_at = serializers.DateTimeField()
    ready_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(help_text="When the copy is deleted here.")


class ReceiptLineSerializer(serializers.Serializer[Any]):
    """What becomes of one kind of data."""

    holder = serializers.CharField(help_text="The part of Lyceum that holds it.")
    kind = serializers.CharField()
    count = serializers.IntegerField()
    outcome = serializers.ChoiceField(choices=[(outcome.value, outcome.name) for outcome in Outcome])


class DeletionReceiptSerializer(serializers.Serializer[Any]):
    """What was done about a person who is deleted: the account at once, the rest within moments."""

    person = IdField(source="person_id")
    deleted_at = serializers.DateTimeField()
    items = ReceiptLineSerializer(many=True)
