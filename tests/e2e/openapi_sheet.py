"""The contact sheet's part of openapi_check.py."""
import os
import sqlite3
import uuid


def submit_clean_photos(data, student, feature_code, picture, count, wait_for):
    """Enrolments of one student whose photo the machine finds nothing in. One clean picture serves for all, so what
    the server rightly says of that, that they are one shot, is taken back in its database."""
    uploads = []
    for number in range(count):
        record = student.call("enrol", 201, headers={"Idempotency-Key": str(uuid.uuid4())}, body={
            "feature_code": feature_code, "id_last4": "123x", "name": "\u5434\u5c0f\u660e",
            "enrolment_no": "clean-%d" % number})
        # The bytes after the end marker do not change the image, but each is a file of its own.
        uploads.append((record, student.call("upload", 202, params={"id": record["id"]},
                                             raw_body=picture + b"\0" * (number + 1), content_type="image/jpeg")))
    for record, upload in uploads:
        wait_for(lambda: student.call("uploadState", 200, params={"id": upload["id"]})["state"] == "accepted")
        record = student.call("myRecord", 200, params={"id": record["id"]})
        student.call("submit", 200, params={"id": record["id"]}, body={"version": record["version"]})
    database = sqlite3.connect(os.path.join(data, "photodesk.sqlite"), timeout=10)
    with database:
        database.execute("DELETE FROM same_pictures")
        database.executemany("UPDATE records SET machine_verdict = 'green' WHERE id = ?",
                             [(record["id"],) for record, _ in uploads])
    database.close()


def look_and_approve(senior, decision, faults):
    """A page of the sheet, then the clean ones together after their sample, and all of it back. Answer: the batch."""
    page = senior.call("reviewPhotos", 200, query={"limit": 2, "check": "pose.yaw"})
    if not page["next"] or not page["batches"] or "check" not in page["items"][0]:
        faults.append("the first page of the sheet lacks next, batches or the check asked for")
    senior.call("reviewPhotos", 200, query={"limit": 2, "after": page["next"]})
    senior.call("reviewPhotos", 422, query={"after": "nonsense"})
    batch = next(batch for batch in page["batches"] if batch["bulk_allowed"])
    photos = senior.call("reviewPhotos", 200, query={"batch_id": batch["id"], "limit": 500})["items"]
    clean = [photo for photo in photos if photo["machine_verdict"] == "green" and not photo["note"]]
    senior.call("claimRecord", 200, params={"id": clean[0]["record_id"]})
    senior.call("claimRecord", 404, params={"id": str(uuid.uuid4())})
    none = senior.call("currentBulk", 200)
    chosen = {"batch_id": batch["id"],
              "photos": [{"record_id": photo["record_id"], "version": photo["version"]} for photo in photos]}
    senior.call("startBulk", 422, body=dict(chosen, photos=chosen["photos"][:1]),
                headers={"Idempotency-Key": str(uuid.uuid4())})
    key = {"Idempotency-Key": str(uuid.uuid4())}
    bulk = senior.call("startBulk", 201, body=chosen, headers=key)
    if none["bulk"] is not None or senior.call("startBulk", 201, body=chosen, headers=key) != bulk:
        faults.append("a bulk before the first, or another answer under the same key")
    here = {"id": bulk["id"]}
    senior.call("startBulk", 409, body=chosen, headers={"Idempotency-Key": str(uuid.uuid4())})
    senior.call("cancelBulk", 200, params=here)
    senior.call("approveBulk", 409, params=here)
    bulk = senior.call("startBulk", 201, body=chosen, headers={"Idempotency-Key": str(uuid.uuid4())})
    here = {"id": bulk["id"]}
    senior.call("approveBulk", 409, params=here)
    sample = senior.call("claimSample", 200, params=here, body={"count": 50})["items"]
    decisions = [senior.call("decide", 200, params={"id": item["record"]["id"]}, body=decision(item, "approve"),
                             headers={"Idempotency-Key": str(uuid.uuid4())}) for item in sample]
    done = senior.call("approveBulk", 200, params=here)
    if done["state"] != "approved" or done["rest"] + len(sample) != len(clean):
        faults.append("the bulk approved %d and %d of %d clean photos" % (done["rest"], len(sample), len(clean)))
    senior.call("currentBulk", 200)
    senior.call("undoBulk", 200, params=here)
    for made in decisions:
        senior.call("undo", 200, params={"id": made["decision_id"]})
    senior.call("staffSignOut", 204)
    return batch["id"]
