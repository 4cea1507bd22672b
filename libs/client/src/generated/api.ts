// Written by `npm run reference` from the OpenAPI document; `npm run check` holds it to the routes.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The process answers
         * @description The process answers.
         */
        get: operations["checkLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The process can do its work; names the execution provider in use and each dependency
         * @description Ready is a process whose own parts work. A server it depends on that does not answer is `down` in `dependencies`, and does not make the process unready: what does not need that server is served.
         */
        get: operations["checkReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest administrative acts
         * @description The newest administrative acts.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A backup of everything, of all tenants
         * @description For the operator alone: it holds what every tenant keeps. A tar that ends with `manifest.json`; one that breaks off is not whole. `unseen restore` reads it.
         */
        get: operations["takeBackup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List classes by name
         * @description List classes by name.
         */
        get: operations["listClasses"];
        put?: never;
        /**
         * Add a class; it can be searched and classified with at once
         * @description Add a class; it can be searched and classified with at once.
         */
        post: operations["createClass"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A class
         * @description With its `ETag`.
         */
        get: operations["getClass"];
        put?: never;
        post?: never;
        /**
         * Remove a class; classes below it stand on their own
         * @description Remove a class; classes below it stand on their own.
         */
        delete: operations["deleteClass"];
        options?: never;
        head?: never;
        /**
         * Change the fields given
         * @description `exemplars` and `counterExemplars` take ids of items, and ids of exemplars the class has already.
         */
        patch: operations["updateClass"];
        trace?: never;
    };
    "/v1/classes/{id}/judgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which items belong to a class and which do not
         * @description They become exemplars and counter-exemplars, which move the line of the class: a few judgements move it a little.
         */
        post: operations["judgeMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/calibrate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Learn the balance of seen and unseen classes from the exemplars of seen ones
         * @description Learn the balance of seen and unseen classes from the exemplars of seen ones.
         */
        post: operations["calibrateClasses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What two versions differ in, and which items change class between them
         * @description What two versions differ in, and which items change class between them.
         */
        get: operations["diffClassVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All classes, ready to be imported again
         * @description All classes, ready to be imported again.
         */
        get: operations["exportClasses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import classes: all of the file, or, where a line is wrong, none of it
         * @description Import classes: all of the file, or, where a line is wrong, none of it.
         */
        post: operations["importClasses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/lint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Classes that collide, hardly differ, or have no items
         * @description Classes that collide, hardly differ, or have no items.
         */
        get: operations["lintClasses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/mismatches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pictures that their captions match least
         * @description Pictures that their captions match least.
         */
        get: operations["listMismatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which items a class would carry, and what it would collide with; nothing changes
         * @description Which items a class would carry, and what it would collide with; nothing changes.
         */
        post: operations["previewClass"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/retag": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the tags of stored items have come, per collection
         * @description How far the tags of stored items have come, per collection.
         */
        get: operations["getRetagProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which version of the catalogue is published, and who sees which
         * @description Which version of the catalogue is published, and who sees which.
         */
        get: operations["getClassSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set whether keys without the scope `admin` see changes at once, or the published version alone
         * @description With `serves: "published"`, their searches, classifications and lists of classes go by the version published last until another is; asking for another is refused. Keys with the scope `admin` see everything, as before.
         */
        patch: operations["updateClassSettings"];
        trace?: never;
    };
    "/v1/classes/unknown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Items no class explains, in clusters with a class proposed for each
         * @description Items no class explains, in clusters with a class proposed for each.
         */
        get: operations["listUnknownItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/unknown/dismissals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Proposes no class for the items of a group any more, until they change
         * @description Proposes no class for the items of a group any more, until they change.
         */
        post: operations["dismissUnknownItems"];
        /**
         * Takes back what was dismissed in a collection
         * @description Takes back what was dismissed in a collection.
         */
        delete: operations["takeBackDismissals"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The versions of the catalogue, newest first
         * @description The versions of the catalogue, newest first.
         */
        get: operations["listClassVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/versions/{version}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark a version as the published one
         * @description With `field`, only if the harmonic mean on the items labelled there is not more than `maxDrop` below that of the published one: 202 with the evaluation that measures it in the background. It ends `completed`, and the version is published, or `blocked`.
         */
        post: operations["publishClassVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classes/versions/{version}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a new version that equals an earlier one; nothing is embedded again
         * @description Make a new version that equals an earlier one; nothing is embedded again.
         */
        post: operations["rollBackClasses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/classify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say which classes a picture, an item or a text belongs to
         * @description Say which classes a picture, an item or a text belongs to.
         */
        post: operations["classify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List collections
         * @description List collections.
         */
        get: operations["listCollections"];
        put?: never;
        /**
         * Make a collection
         * @description They also appear when an item is first added to them.
         */
        post: operations["createCollection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A collection and how much it holds
         * @description A collection and how much it holds.
         */
        get: operations["getCollection"];
        put?: never;
        post?: never;
        /**
         * Delete a collection and all its items, as a job
         * @description Jobs that load into it are cancelled.
         */
        delete: operations["deleteCollection"];
        options?: never;
        head?: never;
        /**
         * Describe a collection
         * @description Describe a collection.
         */
        patch: operations["updateCollection"];
        trace?: never;
    };
    "/v1/collections/{name}/empty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove all items of a collection, as a job
         * @description The collection and its settings stay. Jobs that load into it are cancelled.
         */
        post: operations["emptyCollection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{name}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All items of a collection as NDJSON, with or without vectors
         * @description A job of type `export` reads such a file back.
         */
        get: operations["exportCollection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{name}/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The metadata fields of a collection, with their most frequent values
         * @description First `$hasText`, where words were read in some of its pictures. Counted over at most 50,000 items; an answer may be some seconds old.
         */
        get: operations["listFacets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{name}/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the items of a collection lie in two dimensions, as NDJSON
         * @description The first line is a `CollectionMapHead`, each further one a `CollectionMapPart`. Items that are gone since it was made are left out.
         */
        get: operations["getCollectionMap"];
        put?: never;
        /**
         * Arrange the items of a collection in two dimensions, as a job: what is alike lies together
         * @description The map there was stays until the new one is whole. While a job is making one, that job is the answer. Items are arranged by the vectors of their pictures, or of their captions where they have none: 3,000 by UMAP, further ones among those they are most like.
         */
        post: operations["makeCollectionMap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{name}/near-duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pictures of a collection that look the same, in groups
         * @description A walk over the collection: each answer looks at up to 200 items more, and may hold no group; the walk is over when `nextCursor` is null. In a group, each picture has at least 0.985 of likeness to the first, so that a picture saved again is told from another one of the same thing.
         */
        get: operations["listNearDuplicates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/collections/{name}/places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where on earth the items of a collection were made, as NDJSON
         * @description Items whose metadata has `place.latitude` and `place.longitude` (as pictures have them where `UNSEEN_READ_PLACES` is `on`), or `latitude` and `longitude`. Each line is a `CollectionPlacesPart`; without such items there is none.
         */
        get: operations["listCollectionPlaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest evaluations, without their results
         * @description The newest evaluations, without their results.
         */
        get: operations["listEvaluations"];
        put?: never;
        /**
         * Measure retrieval on captioned pictures below the import root
         * @description R@1, R@5, R@10, median rank and mAP in both directions, by the code that serves.
         */
        post: operations["createEvaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an evaluation has come, and its result
         * @description How far an evaluation has come, and its result.
         */
        get: operations["getEvaluation"];
        put?: never;
        post?: never;
        /**
         * Remove an evaluation; one that runs is ended
         * @description Remove an evaluation; one that runs is ended.
         */
        delete: operations["deleteEvaluation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest evaluations of classes, without their results
         * @description The newest evaluations of classes, without their results.
         */
        get: operations["listClassEvaluations"];
        put?: never;
        /**
         * Measure the classes on items whose metadata says what they are
         * @description Per class, and averaged over seen and over unseen classes: top-1, top-5, harmonic mean, AUSUC. `against` compares versions.
         */
        post: operations["createClassEvaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/classes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far an evaluation of classes has come, and its result
         * @description How far an evaluation of classes has come, and its result.
         */
        get: operations["getClassEvaluation"];
        put?: never;
        post?: never;
        /**
         * Remove an evaluation of classes; one that runs is ended
         * @description Remove an evaluation of classes; one that runs is ended.
         */
        delete: operations["deleteClassEvaluation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The items of a collection, those that satisfy a filter, in an order
         * @description By id, unless `sort` says otherwise.
         */
        get: operations["listItems"];
        put?: never;
        /**
         * Add a picture, a caption, or both
         * @description 201 when it is new, 200 when the same content is there already. Of a picture that comes alone, without caption and metadata, the description, keywords, date and camera that it carries (EXIF, IPTC, XMP) are taken.
         */
        post: operations["createItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an item
         * @description With its `ETag`; 304 when `If-None-Match` names it.
         */
        get: operations["getItem"];
        /**
         * Make an item, or replace it whole, picture too
         * @description 201 when it is new, 200 when it was replaced; it is found all the while. What is not sent is gone. With `If-None-Match: *` only a new one is made.
         */
        put: operations["putItem"];
        post?: never;
        /**
         * Remove an item and, when no other item uses it, its picture
         * @description Remove an item and, when no other item uses it, its picture.
         */
        delete: operations["deleteItem"];
        options?: never;
        head?: never;
        /**
         * Change captions, metadata or picture
         * @description A JSON merge patch (RFC 7396): what is absent stays, `null` removes. A picture comes as multipart or base64; the item is found all the while.
         */
        patch: operations["updateItem"];
        trace?: never;
    };
    "/v1/items/{id}/attention.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The picture with IMFA’s attention for a text over it
         * @description The picture with IMFA’s attention for a text over it.
         */
        get: operations["getItemAttention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/{id}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The thumbnail; `size=original` for the picture as it came
         * @description The thumbnail; `size=original` for the picture as it came.
         */
        get: operations["getItemImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The words in an item’s picture, and where they stand
         * @description Pictures are read in collections whose `readText` is `auto` or `on`, some time after they can be found.
         */
        get: operations["getItemText"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Say what is written in an item’s picture
         * @description No reader says otherwise afterwards, unless the picture is replaced.
         */
        patch: operations["updateItemText"];
        trace?: never;
    };
    "/v1/items/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do up to 1,000 things to items of a collection
         * @description Answers 200 with a result for each operation, in order: one that is wrong fails alone.
         */
        post: operations["writeItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many items a collection has, or satisfy a filter
         * @description How many items a collection has, or satisfy a filter.
         */
        get: operations["countItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/items/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove items by their ids or by a filter, or count what would go
         * @description Remove items by their ids or by a filter, or count what would go.
         */
        post: operations["deleteItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest jobs
         * @description The newest jobs.
         */
        get: operations["listJobs"];
        put?: never;
        /**
         * Load a folder, a manifest, a data set or an archive
         * @description Load a folder, a manifest, a data set or an archive.
         */
        post: operations["createJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a job has come
         * @description How far a job has come.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the job for good; what is ingested stays
         * @description End the job for good; what is ingested stays.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The job after every change, until it is over (server-sent events)
         * @description The job after every change, until it is over (server-sent events).
         */
        get: operations["watchJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The entries that could not be ingested, in the order of the source
         * @description The entries that could not be ingested, in the order of the source.
         */
        get: operations["listJobFailures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the job rest; what is in the works is finished
         * @description Let the job rest; what is in the works is finished.
         */
        post: operations["pauseJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a paused job
         * @description Go on with a paused job.
         */
        post: operations["resumeJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the failed entries again
         * @description Try the failed entries again.
         */
        post: operations["retryJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a job would read first, and what the columns of a table would become
         * @description Nothing is stored. Whether a picture is there is found out when it is loaded.
         */
        post: operations["previewJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a folder below the import root holds for jobs to read
         * @description Each tenant has an import root of its own. One that is not there yet is empty.
         */
        get: operations["listJobSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List keys, revoked and expired ones too
         * @description List keys, revoked and expired ones too.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make a key
         * @description The answer is the only time the key itself is shown.
         */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a key; it is refused within a second
         * @description Revoke a key; it is refused within a second.
         */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a key; the old one is accepted for a while longer
         * @description Replace a key; the old one is accepted for a while longer.
         */
        post: operations["rotateKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The model pack in use, those to choose from, and how the last switch stands
         * @description The model pack in use, those to choose from, and how the last switch stands.
         */
        get: operations["getModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/model/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Embed again what has lost its vectors
         * @description Compares the ledger with the vector store, item by item, and embeds what is missing from the stored pictures and captions. Searches go on meanwhile. May be sent again at any time.
         */
        post: operations["rebuildVectors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/model/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go over to another model pack while searches go on
         * @description Embeds every stored item under it, beside the vectors in use; then searches go over. The former vectors are kept, so that going back takes moments.
         */
        post: operations["switchModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/model/switch/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the switch up while searches still use the former pack
         * @description Give the switch up while searches still use the former pack.
         */
        post: operations["cancelModelSwitch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/model/switch/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How long a switch would take, how much room, and what would fail
         * @description Opens the pack and embeds up to 64 of the stored items under it, for 10 seconds or so. Nothing is kept and nothing changes.
         */
        post: operations["tryModelSwitch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/model/switch/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Items the last switch could not embed
         * @description Items the last switch could not embed.
         */
        get: operations["listModelSwitchFailures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queues/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the dashboard of the queues for this browser
         * @description For the operator alone: queues hold the work of all tenants. Sets a cookie that `/queues/` accepts for an hour.
         */
        post: operations["openQueueSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search
         * @description Recalls candidates per modality, fuses the lists, and re-scores them with text-guided attention (IMFA).
         */
        post: operations["search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search several times
         * @description Each search has its own answer, or its own problem: one that fails does not fail the others.
         */
        post: operations["searchMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/storage/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare ledger, vectors and pictures, as NDJSON
         * @description Looks at everything that is stored, while the platform works. Nothing is removed; a picture that is lost is stored again as soon as it is offered again.
         */
        get: operations["compareStorage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/storage/leftovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Compare, and remove pictures and vectors that nothing needs, as NDJSON
         * @description Such remain where a process was killed between two steps, or a store was restored from an older state. What is lost is told and not touched.
         */
        delete: operations["removeLeftovers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was put into the trash of a collection, last thrown away first
         * @description Searches, counts and exports know nothing of it. It is removed for good after `UNSEEN_TRASH_DAYS`.
         */
        get: operations["listTrash"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trash/{id}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The picture of an item in the trash: its thumbnail; `size=original` as it came
         * @description The picture of an item in the trash: its thumbnail; `size=original` as it came.
         */
        get: operations["getTrashedItemImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trash/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove items in the trash for good
         * @description Remove items in the trash for good.
         */
        post: operations["deleteFromTrash"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trash/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put items back as they were
         * @description Their vectors are made again, so it takes as long as adding them. Answers 200 with a result for each id, in order: one that cannot be put back stays in the trash.
         */
        post: operations["restoreItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Accuracy: {
            /** @description Over all classes */
            all: number;
            /** @description Harmonic mean of the two */
            harmonic: number;
            /** @description Over seen classes */
            seen: number;
            /** @description Over unseen classes */
            unseen: number;
        };
        AlikeGroup: {
            /** @description Ids of the items, 2 to 24; the first is the one the others are compared with */
            ids: string[];
            /**
             * @description The least likeness to the first
             * @example 0.993
             */
            likeness: number;
        };
        AlikeList: {
            /** @description Items looked at for this answer */
            examined: number;
            /** @description Groups; each is told once in a walk */
            groups: components["schemas"]["AlikeGroup"][];
            /** @description Where to go on; null: that was all */
            nextCursor: string | null;
        };
        ApiKey: {
            /**
             * Format: date-time
             * @description When it was made
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description From when on it is refused; null: never
             */
            expiresAt: string | null;
            /**
             * Format: uuid
             * @description Id of the key
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was used last, to the minute; null: not yet
             */
            lastUsedAt: string | null;
            /** @description What the key is for */
            name: string;
            /**
             * @description How the key begins
             * @example usk_0a1b2c3d
             */
            prefix: string;
            /** @description Requests a minute; null: no limit */
            requestsPerMinute: number | null;
            /**
             * Format: date-time
             * @description When it was revoked
             */
            revokedAt: string | null;
            /** @description What it may do */
            scopes: ("ingest" | "search" | "admin")[];
            /**
             * @description Whether it is accepted
             * @enum {string}
             */
            status: "active" | "expired" | "revoked";
            /** @description Whose data it reaches */
            tenant: string;
        };
        ApiKeyList: {
            /** @description Keys, oldest first */
            keys: components["schemas"]["ApiKey"][];
        };
        Attention: {
            /** @description Columns of the grid */
            cols: number;
            /** @description What hiding the named regions costs */
            evidence?: components["schemas"]["AttentionEvidence"];
            /** @description Rows of the grid */
            rows: number;
            /** @description How hot the hottest spot is, 0 to 1: on one scale for all pictures, so one without the thing stays dark */
            strength?: number;
            /** @description They sum to 1 */
            weights: number[];
            /** @description Where each word of the query looked */
            words: components["schemas"]["WordAttention"][];
        };
        AttentionEvidence: {
            /** @description What the score loses when the most attended ones are hidden */
            drop: number;
            /** @description What it loses when as many others are hidden: the mean of some random choices */
            randomDrop: number;
            /** @description How many regions were hidden: a tenth of them */
            regions: number;
        };
        AuditEntry: {
            /**
             * @description What was done
             * @example key.revoke
             */
            action: string;
            /** @description A key's id, `configured`, or `local` where no key is needed */
            actor: string;
            /**
             * Format: date-time
             * @description When
             */
            at: string;
            /** @description What it was done to */
            subject: string;
        };
        AuditLog: {
            /** @description Acts, newest first */
            lines: components["schemas"]["AuditEntry"][];
        };
        Boost: {
            /**
             * @description A field of numbers or dates
             * @example popularity
             */
            field: string;
            /** @description How much; below 0 it moves hits back */
            weight: number;
        };
        CalibrateRequest: {
            /**
             * @description Collection of the ordinary items that classes are judged against
             * @default default
             * @example products
             */
            collection?: string;
        };
        Calibration: {
            /** @description The same with the factor */
            harmonicAfter: number;
            /** @description Harmonic mean of seen and unseen accuracy on the hold-out, without the factor */
            harmonicBefore: number;
            /** @description Pictures of the hold-out */
            items: number;
            /** @description Standard deviations an item must stand out by */
            leastDeviation: number;
            /** @description Taken off the score of every seen class */
            seenFactor: number;
            /** @description Divides scores before they become probabilities */
            temperature: number;
        };
        CatalogueClass: {
            /** @description What does not belong to it, though one might think so */
            counterExemplars: components["schemas"]["Exemplar"][];
            /** @description What a member looks like */
            description?: string;
            /** @description What shows it */
            exemplars: components["schemas"]["Exemplar"][];
            /** @description Id of the class */
            id: string;
            /** @description Stored items tagged with it so far; see GET /v1/classes/retag. Only in the newest version, which tags follow */
            items?: number;
            /** @description The match from which on an item belongs to it: its own, or that of the model pack; absent where a pack has none */
            line?: number;
            /** @description Its name */
            name: string;
            /** @description Id of the class this one is a kind of */
            parent?: string;
            /** @description Whether it is amply provided with examples, or known to the model */
            seen: boolean;
            /** @description Version of the catalogue that made it what it is */
            since: number;
            /**
             * @description Only active classes take part in searches and classify
             * @enum {string}
             */
            status: "active" | "off";
            /** @description Other words for the same thing */
            synonyms: string[];
        };
        CatalogueVersion: {
            /**
             * @description What made it
             * @example class.add
             */
            action: string;
            /** @description Who made it: a key’s id, or `local` */
            actor: string;
            /**
             * Format: date-time
             * @description When it was made
             */
            at: string;
            /** @description Classes that were added, changed or removed */
            changed: number;
            /** @description At most five of the classes that were changed, by name */
            classes: components["schemas"]["VersionClass"][];
            /** @description Whether it is the published one */
            published: boolean;
            /** @description Number of the version */
            version: number;
        };
        CatalogueVersionList: {
            /** @description Versions, newest first */
            versions: components["schemas"]["CatalogueVersion"][];
        };
        ChangedClass: {
            /** @description Fields that differ */
            fields: string[];
            /** @description Id of the class */
            id: string;
            /** @description Its name */
            name: string;
        };
        ClassAccuracy: {
            /** @description Share of its items that it is ranked first for */
            accuracy: number;
            /** @description Id of the class */
            id: string;
            /** @description Items labelled with it */
            items: number;
            /** @description Its name */
            name: string;
            /** @description Whether it is amply provided with examples */
            seen: boolean;
        };
        ClassEvaluation: {
            /** @description Version it is compared with */
            against?: number;
            /** @description Version that is measured */
            asOf?: number;
            /** @description Collection whose items are judged */
            collection: string;
            /**
             * Format: date-time
             * @description When it was asked for
             */
            createdAt: string;
            /** @description Steps done: pictures encoded, captions and pictures searched with, items judged */
            done: number;
            /** @description Why it failed or was blocked */
            error?: components["schemas"]["EvaluationError"];
            /** @description Metadata field with the name of an item’s class */
            field: string;
            /**
             * Format: date-time
             * @description When it ended
             */
            finishedAt?: string;
            /**
             * Format: uuid
             * @description Id of the evaluation
             */
            id: string;
            /** @description The publication that the figures decide on */
            publish?: components["schemas"]["PublishWish"];
            /** @description Once completed or blocked. Not in lists */
            result?: components["schemas"]["ClassReport"];
            /**
             * Format: date-time
             * @description When it began
             */
            startedAt?: string;
            /**
             * @description `blocked`: measured, and its version of the catalogue was not published
             * @enum {string}
             */
            state: "queued" | "running" | "completed" | "blocked" | "failed";
            /** @description null until the set has been read */
            total: number | null;
        };
        ClassEvaluationList: {
            /** @description Evaluations, newest first */
            evaluations: components["schemas"]["ClassEvaluation"][];
        };
        ClassFacet: {
            /** @description Hits of the same search in it and its kinds */
            count: number;
            /** @description Otherwise there are at least so many */
            exact: boolean;
            /** @description Id of the class */
            id: string;
            /** @description Its name */
            name: string;
            /** @description Id of the class it is a kind of */
            parent?: string;
            /** @description Whether it is amply provided with examples */
            seen: boolean;
        };
        ClassFigures: {
            /** @description Area under the curve of unseen over seen accuracy */
            ausuc: number;
            /** @description Each class */
            classes: components["schemas"]["ClassAccuracy"][];
            /** @description The right class is ranked first */
            top1: components["schemas"]["Accuracy"];
            /** @description The right class is among the first five */
            top5: components["schemas"]["Accuracy"];
            /** @description Top-1 with seen and unseen classes treated alike */
            uncalibrated: components["schemas"]["Accuracy"];
            /** @description Share of the items no class was assigned to */
            unknown: number;
            /** @description Version of the catalogue */
            version: number;
        };
        ClassFile: {
            /** @description The classes */
            classes: components["schemas"]["ClassFileEntry"][];
            /** @description Version of the catalogue that was exported */
            version?: number;
        };
        ClassFileEntry: {
            /** @description What does not belong to the class; a text is the id of an item */
            counterExemplars?: (components["schemas"]["ClassFileExemplar"] | string)[];
            /**
             * @description What a member looks like
             * @example a pink fruit with green scales
             */
            description?: string;
            /** @description What shows the class; a text is the id of an item */
            exemplars?: (components["schemas"]["ClassFileExemplar"] | string)[];
            /** @description Id it had where it was exported: a class with it, or else with the name, is changed */
            id?: string;
            /**
             * @description The match from which on an item belongs to it, where that is its own
             * @example 0.3
             */
            line?: number;
            /**
             * @description Its name
             * @example dragon fruit
             */
            name: string;
            /**
             * @description Name or id of the class it is a kind of
             * @example fruit
             */
            parent?: string;
            /**
             * @description Whether the class is amply provided with examples
             * @example false
             */
            seen: boolean;
            /**
             * @description Whether it takes part in searches and classify
             * @enum {string}
             */
            status?: "active" | "off";
            /**
             * @description Other words for the same thing
             * @example [
             *       "pitaya"
             *     ]
             */
            synonyms?: string[];
        };
        ClassFileExemplar: {
            /**
             * @description Collection of the item
             * @example products
             */
            collection?: string;
            /** @description Id of a kept vector: the exemplar outlives its item */
            id?: string;
            /**
             * @description Id of the item
             * @example sku-4711
             */
            itemId?: string;
        };
        ClassFinding: {
            /** @description Id of the class */
            classId: string;
            /** @description Its name */
            className: string;
            /** @description The same for a person */
            detail: string;
            /**
             * @description What was found
             * @enum {string}
             */
            kind: "word_collision" | "near_duplicate" | "no_items" | "seen_without_exemplars";
            /** @description Id of the other class it is about */
            otherId?: string;
            /** @description Name of the other class */
            otherName?: string;
        };
        ClassFindings: {
            /** @description What deserves a look */
            findings: components["schemas"]["ClassFinding"][];
            /** @description Version of the catalogue */
            version: number;
        };
        Classification: {
            /** @description Most likely first */
            classes: components["schemas"]["ProbableClass"][];
            /**
             * @description Why: there are no classes, it is far from all of them, or between two
             * @enum {string}
             */
            reason?: "no_classes" | "distance" | "margin";
            /** @description Whether no class explains it */
            unknown: boolean;
            /** @description Version of the catalogue */
            version: number;
            /** @description What to know of the words of the text */
            warnings?: components["schemas"]["Warning"][];
        };
        ClassifyRequest: {
            /** @description Version of the catalogue that counts: an earlier one, or the one published last; the one in force by default, and where none is published */
            asOf?: number | "published";
            /**
             * @description Where the item is; also what ordinary items look like, which classes are judged against
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * Format: byte
             * @description A picture, base64
             */
            image?: string;
            /**
             * @description A stored item
             * @example sku-4711
             */
            itemId?: string;
            /**
             * @description Classes to name
             * @default 5
             */
            limit?: number;
            /**
             * @description What to name the classes of
             * @example a ripe mango on a plate
             */
            text?: string;
        };
        ClassifyRequestForm: {
            /** @description Version of the catalogue that counts: an earlier one, or the one published last; the one in force by default, and where none is published */
            asOf?: number | "published";
            /**
             * @description Where the item is; also what ordinary items look like, which classes are judged against
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * Format: binary
             * @description The picture, as a file
             */
            image?: string;
            /**
             * @description A stored item
             * @example sku-4711
             */
            itemId?: string;
            /**
             * @description Classes to name
             * @default 5
             */
            limit?: number;
            /**
             * @description What to name the classes of
             * @example a ripe mango on a plate
             */
            text?: string;
        };
        ClassList: {
            /** @description Classes by name */
            classes: components["schemas"]["CatalogueClass"][];
            /** @description Classes in all */
            total: number;
            /** @description Version of the catalogue */
            version: number;
        };
        ClassPreview: {
            /** @description Words it shares with other classes */
            collisions: components["schemas"]["WordCollision"][];
            /** @description The most likely ones */
            examples: components["schemas"]["PreviewItem"][];
            /** @description Items that would carry it */
            items: number;
            /** @description Classes near it */
            neighbors: components["schemas"]["PreviewNeighbor"][];
            /** @description Items in its reach, whatever they would be */
            reached: number;
            /** @description What to know of its name and its synonyms */
            warnings?: components["schemas"]["Warning"][];
        };
        ClassProposal: {
            /** @description Collection of these items */
            collection?: string;
            /** @description Items that show it */
            exemplars?: string[];
            /** @description Name to begin with */
            name: string;
            /** @description Whether it would be a seen class */
            seen: boolean;
        };
        ClassRef: {
            /** @description Id of the class */
            id: string;
            /** @description Its name */
            name: string;
        };
        ClassReport: {
            /** @description Those of an earlier version */
            against?: components["schemas"]["EarlierFigures"];
            /** @description Figures of the version */
            figures: components["schemas"]["ClassFigures"];
            /** @description Items that were judged, at most 5,000 */
            items: number;
            /** @description Items without the field, or whose class is not in the catalogue */
            unlabelled: number;
        };
        ClassSettings: {
            /** @description The version published last; null before the first */
            published: number | null;
            /**
             * @description What keys without the scope `admin` see: `latest`, each change at once, or `published`, the version published last and no other
             * @enum {string}
             */
            serves: "latest" | "published";
            /** @description The newest version; 0 before the first class */
            version: number;
        };
        Collection: {
            /** @description Size of the original pictures; one that several items show counts for each */
            bytes: number;
            /** Format: date-time */
            createdAt: string;
            /** @description What pages call it; null: by its name */
            displayName: string | null;
            /** @description Metadata fields that are counted beside hits */
            facetFields: string[];
            items: number;
            /** @description Metadata fields whose words are searched */
            keywordFields: string[];
            name: string;
            /**
             * @description Whether the words in pictures are read
             * @enum {string}
             */
            readText: "off" | "auto" | "on";
        };
        CollectionList: {
            collections: components["schemas"]["Collection"][];
        };
        CollectionMapHead: {
            /** @description Items that were added or changed since: they have no place in it, or not their own */
            changedSince: number;
            /**
             * Format: date-time
             * @description When it was made
             */
            madeAt: string;
            /**
             * @description Model pack whose vectors it was made from
             * @example lite@2.1.0
             */
            pack: string;
        };
        CollectionMapPart: {
            /** @description Whether each shows a picture */
            hasImage: boolean[];
            /** @description Ids of the items */
            ids: string[];
            /**
             * @description From 0 to 1; the longer side of the map fills that
             * @example [
             *       0.25
             *     ]
             */
            x: number[];
            /**
             * @example [
             *       0.5
             *     ]
             */
            y: number[];
        };
        CollectionPlacesPart: {
            /** @description Whether each shows a picture */
            hasImage: boolean[];
            /** @description Ids of the items */
            ids: string[];
            /**
             * @description Degrees, WGS 84
             * @example [
             *       48.86
             *     ]
             */
            latitude: number[];
            /**
             * @example [
             *       2.35
             *     ]
             */
            longitude: number[];
        };
        CorrectedWord: {
            /**
             * @description Left, top, width and height of the word, as shares of the upright picture
             * @default [
             *       0,
             *       0,
             *       1,
             *       1
             *     ]
             * @example [
             *       0.1,
             *       0.42,
             *       0.3,
             *       0.08
             *     ]
             */
            box?: number[];
            /**
             * @description How sure it is
             * @default 1
             */
            confidence?: number;
            /** @description The word */
            text: string;
        };
        Counted: {
            /** @description Share of the hit’s score that comes from this list */
            contribution: number;
            /** @description Rank in this list after re-scoring and vetoes, from 1 */
            rank: number;
            /** @description Score in this list */
            score: number;
        };
        CountedValue: {
            /** @description Items of the answer that have it */
            count: number;
            /** @description From here on */
            from?: number | string;
            /** @description Up to here, without it */
            to?: number | string;
            value: string | number | boolean;
        };
        CreateApiKey: {
            /**
             * Format: date-time
             * @description From when on the key is refused; never by default
             * @example 2027-01-31T12:00:00Z
             */
            expiresAt?: string;
            /**
             * @description What the key is for
             * @example shop front
             */
            name: string;
            /** @description Requests a minute; no limit by default */
            requestsPerMinute?: number;
            /**
             * @description What the key may do
             * @example [
             *       "search"
             *     ]
             */
            scopes: ("ingest" | "search" | "admin")[];
            /**
             * @description Whose data the key reaches; the caller's tenant unless the operator says otherwise
             * @example shop
             */
            tenant?: string;
        };
        CreateClass: {
            /**
             * @description Collection of the exemplars and counter-exemplars
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Ids of items that one might take for members, and that are none
             * @example [
             *       "sku-0815"
             *     ]
             */
            counterExemplars?: string[];
            /**
             * @description What a member looks like; `null` for nothing
             * @example a pink fruit with green scales and white flesh
             */
            description?: string | null;
            /**
             * @description Ids of items that show the class
             * @example [
             *       "sku-4711"
             *     ]
             */
            exemplars?: string[];
            /**
             * @description The match from which on an item belongs to it; `null` for that of the model pack
             * @example 0.3
             */
            line?: number | null;
            /**
             * @description Unique; case and Unicode form do not count
             * @example dragon fruit
             */
            name: string;
            /**
             * @description Id or name of the class this one is a kind of; `null` for none
             * @example fruit
             */
            parent?: string | null;
            /** @description Pictures that show the class, base64; for those that are no items */
            pictures?: string[];
            /** @description Whether the class is amply provided with examples, or known to the model */
            seen: boolean;
            /**
             * @description Only active classes take part in searches and classify
             * @default active
             * @enum {string}
             */
            status?: "active" | "off";
            /**
             * @description Other words for the same thing
             * @example [
             *       "pitaya"
             *     ]
             */
            synonyms?: string[];
        };
        CreateCollection: {
            /**
             * @description What pages call it
             * @example Autumn shoes
             */
            displayName?: string | null;
            /**
             * @description Metadata fields that are counted beside hits
             * @example [
             *       "color",
             *       "price"
             *     ]
             */
            facetFields?: string[];
            /**
             * @description Metadata fields whose words are searched, beside id and captions
             * @example [
             *       "sku",
             *       "brand"
             *     ]
             */
            keywordFields?: string[];
            /**
             * @description Name of the collection, for good
             * @example products
             */
            name: string;
            /**
             * @description Whether the words in pictures are read: `auto` only where a quick look finds some, `on` in all; `off` forgets what was read
             * @enum {string}
             */
            readText?: "off" | "auto" | "on";
        };
        CreatedItem: {
            collection: string;
            id: string;
            /** @enum {string} */
            status: "indexed";
            /** @description What to know of its captions */
            warnings?: components["schemas"]["Warning"][];
        };
        CreateEvaluation: {
            /**
             * @description Candidates re-scored per query
             * @default 100
             */
            candidates?: number | "all";
            /**
             * @description Methods to compare
             * @default [
             *       "inn",
             *       "self",
             *       "imfa"
             *     ]
             */
            methods?: ("inn" | "self" | "imfa")[];
            /** @description Captioned pictures to evaluate on */
            source: components["schemas"]["EvaluationSource"];
        };
        CreateItem: {
            /**
             * @description What the picture shows
             * @example a red ceramic teapot
             */
            caption?: string;
            /**
             * @description Several captions instead of one
             * @example [
             *       "a red ceramic teapot",
             *       "a pot with a lid"
             *     ]
             */
            captions?: string[];
            /**
             * @description Made when it does not exist
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Own id; without one, the id is made from the content
             * @example sku-4711
             */
            id?: string;
            /**
             * Format: byte
             * @description The picture, base64
             */
            image?: string;
            /**
             * @description Anything to filter by and to get back with a hit: at most 64 fields, 8 levels, 16 KiB
             * @example {
             *       "price": 24.9,
             *       "brand": "Kyusu"
             *     }
             */
            metadata?: {
                [key: string]: unknown;
            };
        };
        CreateItemForm: {
            /**
             * @description What the picture shows
             * @example a red ceramic teapot
             */
            caption?: string;
            /**
             * @description Several captions instead of one
             * @example [
             *       "a red ceramic teapot",
             *       "a pot with a lid"
             *     ]
             */
            captions?: string[];
            /**
             * @description Made when it does not exist
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Own id; without one, the id is made from the content
             * @example sku-4711
             */
            id?: string;
            /**
             * Format: binary
             * @description The picture, as a file
             */
            image?: string;
            /**
             * @description Anything to filter by and to get back with a hit: at most 64 fields, 8 levels, 16 KiB
             * @example {
             *       "price": 24.9,
             *       "brand": "Kyusu"
             *     }
             */
            metadata?: {
                [key: string]: unknown;
            };
        };
        CreateJob: {
            /**
             * @description Collection the items go to; made when it does not exist
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description When an id is taken: `update` brings captions, metadata and picture up to date and embeds only what changed, `skip` leaves the item as it is, `replace` makes it what the source says and nothing else
             * @default update
             * @enum {string}
             */
            duplicates?: "update" | "skip" | "replace";
            /** @description What to load */
            source: components["schemas"]["JobSource"];
        };
        DeletedFromTrash: {
            /** @description Items removed for good */
            deleted: number;
        };
        DeletedItems: {
            /** @description Items removed, or put into the trash; 0 in a dry run */
            deleted: number;
            /** @description Items that were found */
            matched: number;
        };
        DeleteFromTrash: {
            /**
             * @description All that lie in the trash of the collection, instead
             * @default false
             */
            all?: boolean;
            /**
             * @description Collection the items were in
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Items to remove for good; those that are not there are passed over
             * @example [
             *       "sku-1",
             *       "sku-2"
             *     ]
             */
            ids?: string[];
        };
        DeleteItems: {
            /**
             * @description Collection of the items
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Only count what would go
             * @default false
             */
            dryRun?: boolean;
            /**
             * @description Which items to remove instead, as search filters; `{}` means all of them
             * @example {
             *       "season": {
             *         "in": [
             *           "2023",
             *           "2024"
             *         ]
             *       }
             *     }
             */
            filter?: {
                [key: string]: unknown;
            };
            /**
             * @description Items to remove; those that are not there are passed over
             * @example [
             *       "sku-1",
             *       "sku-2"
             *     ]
             */
            ids?: string[];
            /**
             * @description Put them into the trash, from which they can be had back for some days, instead of removing them for good
             * @default false
             */
            trash?: boolean;
        };
        Dependency: {
            /** @description What is in use, or why it is down */
            detail: string;
            /**
             * @description Whether it answers
             * @enum {string}
             */
            status: "up" | "down";
        };
        DismissedItems: {
            /** @description Items */
            items: number;
        };
        DismissUnknown: {
            /**
             * @description Collection to look at
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Ids of the items of a group
             * @example [
             *       "sku-4711"
             *     ]
             */
            ids: string[];
        };
        EarlierFigures: {
            /** @description The figures */
            figures: components["schemas"]["ClassFigures"];
            /** @description What the harmonic mean has gained since */
            harmonicGain: number;
        };
        EvaluateClasses: {
            /** @description An earlier version to compare with */
            against?: number;
            /** @description Version of the catalogue to measure; the one in force when absent */
            asOf?: number;
            /**
             * @description Collection whose labelled items are judged
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Metadata field with the name of an item’s class, dotted when nested
             * @example subgroup
             */
            field: string;
        };
        Evaluation: {
            /** @description Candidates re-scored per query */
            candidates: number | "all";
            /**
             * Format: date-time
             * @description When it was asked for
             */
            createdAt: string;
            /** @description Steps done: pictures encoded, captions and pictures searched with, items judged */
            done: number;
            /** @description Why it failed or was blocked */
            error?: components["schemas"]["EvaluationError"];
            /**
             * Format: date-time
             * @description When it ended
             */
            finishedAt?: string;
            /**
             * Format: uuid
             * @description Id of the evaluation
             */
            id: string;
            /** @description Methods compared */
            methods: ("inn" | "self" | "imfa")[];
            /** @description Figures per method and direction, once completed; see the guide to evaluating. Not in lists */
            result?: {
                [key: string]: unknown;
            };
            /** @description Captioned pictures it measures on */
            source: components["schemas"]["EvaluationSource"];
            /**
             * Format: date-time
             * @description When it began
             */
            startedAt?: string;
            /**
             * @description `blocked`: measured, and its version of the catalogue was not published
             * @enum {string}
             */
            state: "queued" | "running" | "completed" | "blocked" | "failed";
            /** @description null until the set has been read */
            total: number | null;
        };
        EvaluationError: {
            /**
             * @description A code of the error catalogue
             * @example evaluation_empty
             */
            code: string;
            /** @description What happened */
            detail: string;
        };
        EvaluationList: {
            /** @description Evaluations, newest first */
            evaluations: components["schemas"]["Evaluation"][];
        };
        EvaluationSource: {
            /**
             * @description File with the captions
             * @example flickr8k/captions.token.txt
             */
            annotations: string;
            /**
             * @description Format of the annotations
             * @example flickr
             * @enum {string}
             */
            format: "flickr" | "coco" | "karpathy";
            /**
             * @description Folder of the pictures below the import root
             * @example flickr8k/images
             */
            images: string;
            /**
             * @description A list of picture names, a file of `unseen split`, or the name of a split (karpathy)
             * @example flickr8k/dev.txt
             */
            split?: string;
        };
        ExampleItem: {
            /** @description Its first caption */
            caption?: string;
            /** @description Id of the item */
            id: string;
        };
        Exemplar: {
            /** @description Collection of the item */
            collection?: string;
            /** @description Id of the kept vector */
            id: string;
            /** @description Absent for a picture that came with the class */
            itemId?: string;
        };
        Explanation: {
            /** @description Where the query looked in the picture */
            attention?: components["schemas"]["Attention"];
            /** @description Before re-scoring */
            fused: components["schemas"]["Standing"];
            /** @description What each list says of the hit */
            lists: components["schemas"]["ListExplanation"][];
            /** @description What a class that the query names adds */
            named?: components["schemas"]["NamedEvidence"];
            /** @description Position among all hits, from 1 */
            rank: number;
            /** @description Absent when the hit was not re-scored */
            rescore?: components["schemas"]["Rescore"];
            /** @description Three sentences: how surely it is what was asked for, what found it, what looking closer did */
            summary: string[];
            /** @description How each unwanted text compares with it */
            unwanted?: components["schemas"]["Unwanted"][];
        };
        Facet: {
            /** @description Different values; at least this many when it is 2,000 */
            distinct: number;
            /**
             * @description As `filter` names it
             * @example size.height
             */
            field: string;
            /** @description Items that have the field */
            items: number;
            /** @description When there are numbers */
            range?: components["schemas"]["FacetRange"];
            /** @description The most frequent values */
            values: components["schemas"]["FacetValue"][];
        };
        FacetList: {
            /** @description Whether that is all of them; large collections are counted in part */
            complete: boolean;
            /** @description Items counted */
            counted: number;
            /** @description Fields, most frequent first */
            facets: components["schemas"]["Facet"][];
        };
        FacetRange: {
            /** @description Greatest */
            max: number;
            /** @description Least */
            min: number;
        };
        FacetSpan: {
            /** @description From here on */
            from?: number | string;
            /** @description Up to here, without it */
            to?: number | string;
        };
        FacetValue: {
            /** @description Items that have it */
            count: number;
            /** @description The value */
            value: string | number | boolean;
        };
        FacetWish: {
            /** @example brand */
            field: string;
            /**
             * @description Values at most
             * @default 10
             */
            limit?: number;
            /** @description Counts these spans in place of values */
            ranges?: components["schemas"]["FacetSpan"][];
        };
        FieldFacet: {
            /** @description Otherwise at least so many */
            exact: boolean;
            /** @description Most first */
            values: components["schemas"]["CountedValue"][];
        };
        FieldProblem: {
            /** @description Path of the field, such as `filter.any[1].color` */
            field: string;
            /** @description What is wrong with it */
            message: string;
        };
        GroupBy: {
            /**
             * @description Hits with the same value are one group
             * @example product
             */
            field: string;
            /**
             * @description Hits shown of each group
             * @default 1
             */
            size?: number;
        };
        Hit: {
            /** @description With `nearDuplicates: "fold"`: hits that look the same and are not shown */
            alike?: number;
            /** @description The first caption */
            caption?: string;
            /** @description All captions, when there are several */
            captions?: string[];
            /** @description Absent when no class explains the item */
            class?: components["schemas"]["HitClass"];
            /** @description Its collection, where several were searched */
            collection?: string;
            /** @description Each list’s rank and raw score, the fused score, the IMFA score and the attention grid */
            explain?: components["schemas"]["Explanation"];
            /** @description With `groupBy`, where the item has the field */
            group?: components["schemas"]["HitGroup"];
            /** @description Whether the item has a picture */
            hasImage: boolean;
            /** @description Id of the item */
            id: string;
            /** @description With `sizes`, for items that have a picture */
            image?: components["schemas"]["PictureSize"];
            /** @description How surely it is what was asked for, 0 to 1: the same scale for every text and in every collection */
            match: number;
            /** @description What makes it a match of the text: `shown` by picture or captions as the model reads them, `keywords` of id, captions and fields, `written` in its picture; empty where nothing does */
            matchedBy?: ("shown" | "keywords" | "written")[];
            /** @description What was stored with the item */
            metadata: {
                [key: string]: unknown;
            };
            /** @description Puts hits in order; comparable within one answer only */
            score: number;
            /** @description Set where `match` is under the line between match and no match: shown only on request */
            weak?: boolean;
            /** @description Words of the query that are written in the picture, and where they stand */
            written?: components["schemas"]["WrittenWord"][];
        };
        HitClass: {
            /** @description Id of the class */
            id: string;
            /** @description Its name */
            name: string;
            /** @description 0 to 1 */
            probability: number;
            /** @description Whether it is amply provided with examples */
            seen: boolean;
        };
        HitGroup: {
            /** @description Items of the answer in the group */
            total: number;
            value: string | number | boolean;
        };
        ImportResult: {
            /** @description Classes that are new */
            added: number;
            /** @description Classes that changed */
            changed: number;
            /** @description Classes that are gone */
            removed: number;
            /** @description Classes that were so already */
            unchanged: number;
            /** @description Version of the catalogue */
            version: number;
            /** @description Classes whose words mean nothing to the model: nothing belongs to them by these */
            warnings?: components["schemas"]["Warning"][];
        };
        Item: {
            caption?: string;
            captions: string[];
            collection: string;
            contentHash: string;
            /** Format: date-time */
            createdAt: string;
            id: string;
            image?: components["schemas"]["ItemImage"];
            metadata: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status: "pending" | "indexed" | "deleting";
            /** Format: date-time */
            updatedAt: string;
            /** @description Of a write: what to know of the captions that were sent */
            warnings?: components["schemas"]["Warning"][];
        };
        ItemBatch: {
            /**
             * @description Collection of all the items; made when it does not exist
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Done in their order where they concern the same id; one that is wrong fails alone
             * @example [
             *       {
             *         "op": "upsert",
             *         "id": "sku-1",
             *         "caption": "a red ceramic teapot",
             *         "metadata": {
             *           "price": 24.9
             *         }
             *       },
             *       {
             *         "op": "merge",
             *         "id": "sku-2",
             *         "metadata": {
             *           "price": 19.9,
             *           "sale": null
             *         }
             *       },
             *       {
             *         "op": "delete",
             *         "id": "sku-3"
             *       }
             *     ]
             */
            operations: components["schemas"]["ItemOperation"][];
        };
        ItemBatchResult: {
            results: components["schemas"]["OperationResult"][];
        };
        ItemCount: {
            /** @description Items */
            count: number;
        };
        ItemImage: {
            height: number;
            /** @description MIME type of the original */
            type: string;
            /** @description Path of the thumbnail */
            url: string;
            /** @description Pixels, upright */
            width: number;
        };
        ItemList: {
            items: components["schemas"]["Item"][];
            nextCursor: string | null;
        };
        ItemOperation: {
            /**
             * @description The caption; `null` in a merge removes all there are
             * @example a red ceramic teapot
             */
            caption?: string | null;
            /**
             * @description Several captions instead of one
             * @example [
             *       "a red ceramic teapot",
             *       "a pot with a lid"
             *     ]
             */
            captions?: string[] | null;
            /**
             * @description Needed to merge and delete; else made from the content when absent
             * @example sku-4711
             */
            id?: string;
            /** @description The picture in base64, or its web address where fetching is on */
            image?: string;
            /**
             * @description The metadata; in a merge a JSON merge patch: `null` removes a field
             * @example {
             *       "price": 24.9,
             *       "brand": "Kyusu"
             *     }
             */
            metadata?: {
                [key: string]: unknown;
            } | null;
            /**
             * @description `create` refuses a taken id with other content; `upsert` makes the item or replaces it whole; `merge` changes what is given, metadata as a JSON merge patch (RFC 7396); `delete` removes it
             * @enum {string}
             */
            op: "create" | "upsert" | "merge" | "delete";
        };
        ItemText: {
            /**
             * @description `unread`: it waits, or its collection does not read; `corrected`: a person said so; `failed`: the picture cannot be read
             * @enum {string}
             */
            state: "unread" | "reading" | "read" | "corrected" | "failed";
            /** @description Words, line by line */
            words: components["schemas"]["ReadWord"][];
        };
        Job: {
            /** @description Items that are new */
            added: number;
            collection: string;
            /** Format: date-time */
            createdAt: string;
            /** @description Items written: `added` and `updated` together */
            done: number;
            /** @description Why the job as a whole failed */
            error?: components["schemas"]["JobError"];
            etaSeconds: number | null;
            /** @description Entries that could not be taken in: see the failures of the job */
            failed: number;
            /** Format: date-time */
            finishedAt?: string;
            /** Format: uuid */
            id: string;
            /** @description Over the last seconds */
            itemsPerSecond: number;
            /** @description What to know of the source, such as the encoding it was read in */
            notes: string[];
            /** @description Files of the source that are no part of it; known once all is read */
            passedOver: number;
            /**
             * @description `passedOver` by kind
             * @example {
             *       ".cr2": 200,
             *       ".mov": 14
             *     }
             */
            passedOverByKind: {
                [key: string]: number;
            };
            /** @description `unchanged`, and entries left alone because their id was taken */
            skipped: number;
            source: components["schemas"]["JobOrigin"];
            /** @enum {string} */
            state: "queued" | "running" | "paused" | "completed" | "cancelled" | "failed";
            /** @description null until it is known */
            total: number | null;
            /** @description Items that were there just so */
            unchanged: number;
            /** @description Items that were there and have changed */
            updated: number;
            /** @description What the model in use does not make of the captions, over all items written so far */
            warnings?: components["schemas"]["Warning"][];
        };
        JobError: {
            /** @description A code of the error catalogue */
            code: string;
            detail: string;
        };
        JobFailure: {
            /** @description A code of the error catalogue */
            code: string;
            id: string;
            reason: string;
        };
        JobFailureList: {
            failures: components["schemas"]["JobFailure"][];
            nextCursor: string | null;
        };
        JobList: {
            jobs: components["schemas"]["Job"][];
        };
        JobOrigin: {
            /** @description Annotation file of coco, flickr and karpathy sources */
            annotations?: string;
            /**
             * @description Folder or file below the import root
             * @example products/2026-11
             */
            path: string;
            /**
             * @description Split to keep, where the source knows splits
             * @example train
             */
            split?: string;
            /**
             * @description `deletion` and `emptying` remove the items of a collection, `map` arranges them; `path` is its name
             * @enum {string}
             */
            type: "folder" | "csv" | "jsonl" | "shopify" | "coco" | "flickr" | "karpathy" | "archive" | "export" | "deletion" | "emptying" | "map";
        };
        JobPreview: {
            /** @description What the columns of a table become; empty for other sources */
            fields: components["schemas"]["SourceField"][];
            /** @description What to know of the source, such as the encoding it was read in */
            notes: string[];
            /** @description The first records */
            records: components["schemas"]["PreviewedRecord"][];
        };
        JobSource: {
            /** @description Annotation file of coco, flickr and karpathy sources */
            annotations?: string;
            /**
             * @description Folder or file below the import root
             * @example products/2026-11
             */
            path: string;
            /**
             * @description Split to keep, where the source knows splits
             * @example train
             */
            split?: string;
            /**
             * @description What the source is
             * @example folder
             * @enum {string}
             */
            type: "folder" | "csv" | "jsonl" | "shopify" | "coco" | "flickr" | "karpathy" | "archive" | "export";
        };
        Judgements: {
            /**
             * @description Collection of the items
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Ids of items that belong to the class: exemplars from now on
             * @example [
             *       "sku-4711"
             *     ]
             */
            confirm?: string[];
            /**
             * @description Ids of items that do not: counter-exemplars from now on
             * @example [
             *       "sku-0815"
             *     ]
             */
            reject?: string[];
        };
        ListExplanation: {
            /** @description null when the list did not count */
            counted: components["schemas"]["Counted"] | null;
            /**
             * @description The vector it was compared with; `keywords`: the words of the item
             * @enum {string}
             */
            modality: "image" | "caption" | "joint" | "keywords" | "written";
            /**
             * @description The part of the query that was compared
             * @enum {string}
             */
            query: "text" | "image" | "joint";
            /** @description Rank in recall, from 1; null: not reached */
            rank: number | null;
            /** @description Inner product of the two vectors, or the score of the words */
            score: number;
        };
        Liveness: {
            /**
             * @description Always `ok`: the process answers
             * @enum {string}
             */
            status: "ok";
        };
        Mismatch: {
            /** @description Share of other captions that fit better */
            betterShare: number;
            /** @description The caption that fits badly */
            caption: string;
            /** @description Standard deviations the caption stands out by among other captions; low is bad */
            deviation: number;
            /** @description Id of the item */
            id: string;
            /** @description How surely the caption is true of the picture, 0 to 1, as the match of a search for it is */
            match: number;
        };
        MismatchList: {
            /** @description Pairs looked at */
            looked: number;
            /** @description Pairs, worst first */
            pairs: components["schemas"]["Mismatch"][];
        };
        ModelStatus: {
            /** @description Pack in use here, as `name@version` */
            pack: string;
            /** @description Packs on this machine */
            packs: string[];
            /** @description The last switch, where there was one */
            switch?: components["schemas"]["ModelSwitch"];
        };
        ModelSwitch: {
            /** @description Whether failed items may be left behind */
            acceptFailures: boolean;
            /** @description Calibrations of catalogues still to be learned again on the vectors of the new pack. Until then, what is usual holds */
            calibrationsDue: number;
            /**
             * Format: date-time
             * @description When it began
             */
            createdAt: string;
            /** @description Of these, items that have vectors under the new pack */
            embedded: number;
            /** @description Items that could not be embedded; see GET /v1/model/switch/failures */
            failed: number;
            /**
             * Format: date-time
             * @description When it ended
             */
            finishedAt: string | null;
            /** @description Pack searches used before, as `name@version` */
            from: string;
            /** @description Stored items, of all tenants */
            items: number;
            /**
             * @description `embedding`: searches use the former pack; `settling`: they use the new one, and what was written in the last moment follows
             * @enum {string}
             */
            state: "embedding" | "settling" | "completed" | "cancelled";
            /**
             * Format: date-time
             * @description When searches went over
             */
            switchedAt: string | null;
            /** @description Pack searches use afterwards */
            to: string;
            /** @description All that can be embedded is; it waits for `acceptFailures`, or to be cancelled */
            waiting: boolean;
        };
        ModelSwitchFailure: {
            /**
             * @description A code of the error catalogue
             * @enum {string}
             */
            code: "invalid_request" | "malformed_json" | "malformed_multipart" | "unsupported_media_type" | "malformed_encoding" | "precondition_failed" | "payload_too_large" | "not_found" | "method_not_allowed" | "request_timeout" | "idempotency_key_invalid" | "idempotency_key_reused" | "idempotency_under_way" | "unauthorized" | "forbidden" | "rate_limited" | "caller_left" | "invalid_cursor" | "invalid_filter" | "item_empty" | "item_id_invalid" | "item_not_found" | "item_conflict" | "item_has_no_image" | "caption_too_long" | "caption_invalid" | "metadata_invalid" | "collection_invalid" | "collection_exists" | "collection_deleting" | "collection_not_found" | "map_not_found" | "image_empty" | "image_unsupported" | "image_corrupt" | "image_too_large" | "image_timeout" | "job_not_found" | "job_state_conflict" | "source_outside_root" | "source_not_found" | "source_invalid" | "entry_invalid" | "entry_outside_root" | "entry_image_missing" | "entry_id_repeated" | "entry_poisoned" | "fetch_disabled" | "fetch_url_invalid" | "fetch_blocked" | "fetch_failed" | "fetch_timeout" | "fetch_too_large" | "query_empty" | "query_too_long" | "evaluation_empty" | "evaluation_not_found" | "class_invalid" | "class_not_found" | "class_exists" | "class_parent_not_found" | "class_parent_cycle" | "class_limit" | "exemplar_not_found" | "import_invalid" | "calibration_too_little" | "catalogue_version_not_found" | "nothing_published" | "publish_blocked" | "pack_not_found" | "pack_invalid" | "pack_checksum_mismatch" | "pack_unknown" | "model_not_fetched" | "model_switch_running" | "model_switch_not_running" | "model_switch_needless" | "execution_provider_unavailable" | "encoder_failed" | "vector_store_unavailable" | "vector_store_incomplete" | "vector_store_unsupported" | "ledger_unavailable" | "queue_unavailable" | "blob_store_unavailable" | "blob_not_found" | "service_unavailable" | "overloaded" | "shutting_down" | "key_not_found" | "key_replaced" | "backup_invalid" | "backup_too_new" | "restore_not_empty" | "restore_unfinished" | "config_invalid" | "data_dir_unusable" | "data_dir_locked" | "internal";
            /** @description Collection of the item */
            collection: string;
            /** @description Id of the item */
            id: string;
            /** @description What happened */
            reason: string;
            /** @description Whose item it is */
            tenant: string;
        };
        ModelSwitchFailureList: {
            /** @description Items that could not be embedded */
            failures: components["schemas"]["ModelSwitchFailure"][];
        };
        ModelSwitchTrial: {
            /** @description Of these, items that have vectors under the pack already */
            embedded: number;
            /** @description Items among those tried that cannot be embedded */
            failures: components["schemas"]["ModelSwitchFailure"][];
            /** @description Pack in use, as `name@version` */
            from: string;
            /** @description Stored items, of all tenants */
            items: number;
            /** @description About how long the rest will take in one process such as the one that answers, working on nothing else */
            seconds: number;
            /** @description Pack that was tried */
            to: string;
            /** @description Items that were embedded to look; nothing of it is kept */
            tried: number;
            /** @description About what the new vectors take, without the index over them, beside the former ones, which are kept */
            vectorBytes: number;
        };
        MovedItems: {
            /** @description Some of them */
            examples: string[];
            /** @description null: to none */
            from: string | null;
            /** @description How many */
            items: number;
            /** @description Class they belong to now; null: to none */
            to: string | null;
        };
        NamedClass: {
            /**
             * @description What the word is to the class
             * @enum {string}
             */
            as: "name" | "synonym";
            /** @description Id of the class */
            id: string;
            /** @description Its name */
            name: string;
            /** @description The word of the catalogue that the query holds */
            word: string;
        };
        NamedEvidence: {
            /**
             * @description What the word is to the class
             * @enum {string}
             */
            as: "name" | "synonym";
            /** @description Id of the class */
            id: string;
            /** @description Its name */
            name: string;
            /** @description That the hit belongs to the class, 0 to 1 */
            probability: number;
            /** @description How much named classes counted where all other lists together count 1 */
            weight: number;
            /** @description The word of the catalogue that the query holds */
            word: string;
        };
        NewApiKey: {
            /**
             * Format: date-time
             * @description When it was made
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description From when on it is refused; null: never
             */
            expiresAt: string | null;
            /**
             * Format: uuid
             * @description Id of the key
             */
            id: string;
            /** @description The bearer key. It is not stored: keep it now. */
            key: string;
            /**
             * Format: date-time
             * @description When it was used last, to the minute; null: not yet
             */
            lastUsedAt: string | null;
            /** @description What the key is for */
            name: string;
            /**
             * @description How the key begins
             * @example usk_0a1b2c3d
             */
            prefix: string;
            /** @description Requests a minute; null: no limit */
            requestsPerMinute: number | null;
            /**
             * Format: date-time
             * @description When it was revoked
             */
            revokedAt: string | null;
            /** @description What it may do */
            scopes: ("ingest" | "search" | "admin")[];
            /**
             * @description Whether it is accepted
             * @enum {string}
             */
            status: "active" | "expired" | "revoked";
            /** @description Whose data it reaches */
            tenant: string;
        };
        Object: Record<string, never>;
        OperationError: {
            /** @description A code of the error catalogue */
            code: string;
            detail: string;
            /** @description Wrong fields */
            errors?: components["schemas"]["FieldProblem"][];
        };
        OperationResult: {
            error?: components["schemas"]["OperationError"];
            /** @description null when it failed before it had one */
            id: string | null;
            /** @enum {string} */
            status: "added" | "updated" | "unchanged" | "deleted" | "failed";
            /** @description What the model in use does not make of its captions */
            warnings?: components["schemas"]["Warning"][];
        };
        PartialQuery: {
            /**
             * Format: byte
             * @description A picture in base64
             */
            image?: string;
            /**
             * @description A stored item
             * @example sku-4711
             */
            itemId?: string;
            /**
             * @description In words
             * @example a red apple
             */
            text?: string;
            /**
             * @description How much it counts against the others; below 0: what hits should not be like
             * @default 1
             */
            weight?: number;
        };
        PictureSize: {
            /** @description Pixels */
            height: number;
            /** @description Pixels */
            width: number;
        };
        PreviewClass: {
            /**
             * @description Collection of the exemplars and counter-exemplars
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Ids of items that one might take for members, and that are none
             * @example [
             *       "sku-0815"
             *     ]
             */
            counterExemplars?: string[];
            /**
             * @description What a member looks like; `null` for nothing
             * @example a pink fruit with green scales and white flesh
             */
            description?: string | null;
            /**
             * @description Ids of items that show the class
             * @example [
             *       "sku-4711"
             *     ]
             */
            exemplars?: string[];
            /**
             * @description Collection to look at
             * @default default
             * @example products
             */
            in?: string;
            /**
             * @description The match from which on an item belongs to it; `null` for that of the model pack
             * @example 0.3
             */
            line?: number | null;
            /**
             * @description Unique; case and Unicode form do not count
             * @example dragon fruit
             */
            name: string;
            /**
             * @description Id or name of the class this one is a kind of; `null` for none
             * @example fruit
             */
            parent?: string | null;
            /** @description Pictures that show the class, base64; for those that are no items */
            pictures?: string[];
            /** @description Id of a class that it would replace; its exemplars stay when none are given */
            replaces?: string;
            /** @description Whether the class is amply provided with examples, or known to the model */
            seen: boolean;
            /**
             * @description Only active classes take part in searches and classify
             * @default active
             * @enum {string}
             */
            status?: "active" | "off";
            /**
             * @description Other words for the same thing
             * @example [
             *       "pitaya"
             *     ]
             */
            synonyms?: string[];
        };
        PreviewedRecord: {
            captions?: string[];
            /** @description Why it would fail: a code of the error catalogue */
            code?: string;
            /** @description Absent: made from the content */
            id?: string;
            /** @description Path or address of its picture; of one that is in the file itself, its name there */
            image?: string;
            metadata?: {
                [key: string]: unknown;
            };
            /** @description The same for a person */
            reason?: string;
            /**
             * @description Where it stands in the source
             * @example line 2
             */
            where?: string;
        };
        PreviewItem: {
            /** @description Its first caption */
            caption?: string;
            /** @description Class it belongs to now */
            from?: components["schemas"]["ClassRef"];
            /** @description Id of the item */
            id: string;
            /** @description That it belongs to the class, 0 to 1 */
            probability: number;
        };
        PreviewJob: {
            /**
             * @description Records to show
             * @default 5
             */
            limit?: number;
            /** @description What would be loaded */
            source: components["schemas"]["JobSource"];
        };
        PreviewNeighbor: {
            /** @description Some of them */
            examples: string[];
            /** @description Id of the class */
            id: string;
            /** @description Items it would lose */
            loses: number;
            /** @description Its name */
            name: string;
            /** @description Inner product of the prototypes */
            nearness: number;
        };
        ProbableClass: {
            /** @description Id of the class */
            id: string;
            /** @description Its name */
            name: string;
            /** @description 0 to 1; what is missing to 1 is the chance of no class at all */
            probability: number;
            /** @description Whether it is amply provided with examples */
            seen: boolean;
        };
        Problem: {
            /**
             * @description Stable: a code of the error catalogue
             * @example item_not_found
             */
            code: string;
            /** @description What happened this time, for a person */
            detail: string;
            /** @description Where single fields are wrong */
            errors?: components["schemas"]["FieldProblem"][];
            /** @description Id of the request: logs carry it */
            requestId: string;
            /** @description Status of the answer */
            status: number;
            /** @description What the code means */
            title: string;
            /**
             * @description URN of the code
             * @example urn:unseen:error:item_not_found
             */
            type: string;
        };
        PublishWish: {
            /** @description Who asked for it: a key’s id, or `local` */
            actor: string;
            /** @description How much its harmonic mean may lie below, 0 to 1 */
            maxDrop: number;
            /** @description Version to publish */
            version: number;
        };
        PutItem: {
            /**
             * @description What the picture shows
             * @example a red ceramic teapot
             */
            caption?: string;
            /**
             * @description Several captions instead of one
             * @example [
             *       "a red ceramic teapot",
             *       "a pot with a lid"
             *     ]
             */
            captions?: string[];
            /**
             * @description Made when it does not exist
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * Format: byte
             * @description The picture, base64
             */
            image?: string;
            /**
             * @description Anything to filter by and to get back with a hit: at most 64 fields, 8 levels, 16 KiB
             * @example {
             *       "price": 24.9,
             *       "brand": "Kyusu"
             *     }
             */
            metadata?: {
                [key: string]: unknown;
            };
        };
        PutItemForm: {
            /**
             * @description What the picture shows
             * @example a red ceramic teapot
             */
            caption?: string;
            /**
             * @description Several captions instead of one
             * @example [
             *       "a red ceramic teapot",
             *       "a pot with a lid"
             *     ]
             */
            captions?: string[];
            /**
             * @description Made when it does not exist
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * Format: binary
             * @description The picture, as a file
             */
            image?: string;
            /**
             * @description Anything to filter by and to get back with a hit: at most 64 fields, 8 levels, 16 KiB
             * @example {
             *       "price": 24.9,
             *       "brand": "Kyusu"
             *     }
             */
            metadata?: {
                [key: string]: unknown;
            };
        };
        Readiness: {
            /** @description What the service depends on, by name */
            dependencies: {
                [key: string]: components["schemas"]["Dependency"];
            };
            /** @description Where models run */
            executionProvider?: string;
            /** @description What to know of a process that works, by name. `strandedItems`: items that other model packs embedded, which searches cannot find, and what to do */
            notes: {
                [key: string]: string;
            };
            /**
             * @description Whether the process can do its work; a server that is away is `down` in `dependencies`, and leaves it ready
             * @enum {string}
             */
            status: "ready" | "not ready";
        };
        ReadWord: {
            /**
             * @description Left, top, width and height of the word, as shares of the upright picture
             * @example [
             *       0.1,
             *       0.42,
             *       0.3,
             *       0.08
             *     ]
             */
            box: number[];
            /** @description 0 to 1; 1 where a person said so */
            confidence: number;
            /** @description The word as it was read */
            text: string;
        };
        RebuildBegun: {
            /** @description Items whose vectors are lost, and are being made again */
            lost: number;
            /** @description How the work stands: `switch` with the pack in use as source and target */
            model: components["schemas"]["ModelStatus"];
        };
        RebuildVectors: {
            /**
             * @description One collection of the caller’s tenant; absent: every collection of all tenants
             * @default default
             * @example products
             */
            collection?: string;
        };
        Rescore: {
            /**
             * @description How it was re-scored
             * @enum {string}
             */
            method: "imfa" | "self";
            /** @description Place, from 1 */
            rank: number;
            /** @description The score that made it */
            score: number;
        };
        RestoredItem: {
            /** @description `item_conflict` where other content has the id by now: the item stays in the trash */
            error?: components["schemas"]["OperationError"];
            id: string;
            /**
             * @description `restored` as well where the same content was stored under the id again in the meantime
             * @enum {string}
             */
            status: "restored" | "failed";
        };
        RestoredItems: {
            results: components["schemas"]["RestoredItem"][];
        };
        RestoreItems: {
            /**
             * @description Collection the items were in; made when it does not exist
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Items to put back
             * @example [
             *       "sku-1",
             *       "sku-2"
             *     ]
             */
            ids: string[];
        };
        Retag: {
            /** @description Tags that changed */
            changed: number;
            /** @description Changed classes of the run */
            classes: number;
            /** @description Of these, classes that are done */
            classesDone: number;
            /** @description Name of the collection */
            collection: string;
            /**
             * @description How its tags stand
             * @enum {string}
             */
            state: "current" | "waiting" | "running";
            /** @description Items looked at */
            touched: number;
            /** @description Version of the catalogue its tags agree with */
            version: number;
        };
        RetagList: {
            /** @description Each collection */
            collections: components["schemas"]["Retag"][];
            /** @description Version of the catalogue */
            version: number;
        };
        RolledBack: {
            /** @description Classes it has */
            classes: number;
            /** @description The new version, equal to the earlier one */
            version: number;
        };
        RotateApiKey: {
            /**
             * @description Seconds for which the old key is still accepted
             * @default 86400
             */
            overlapSeconds?: number;
        };
        SearchesRequest: {
            /** @description Each as `POST /v1/search` takes it */
            searches: components["schemas"]["SearchRequest"][];
        };
        SearchesResult: {
            /** @description In the order asked: each the answer of its search, or the problem it met */
            results: (components["schemas"]["SearchResult"] | components["schemas"]["Problem"])[];
        };
        SearchRequest: {
            /** @description Version of the catalogue that counts: an earlier one, or the one published last; the one in force by default, and where none is published */
            asOf?: number | "published";
            /** @description Fields that move hits forward or back */
            boost?: components["schemas"]["Boost"][];
            /**
             * @description Candidates to recall and re-score
             * @default 100
             */
            candidates?: number;
            /**
             * @description Ids or names of classes the hits must belong to; kinds of a class are included with it
             * @example [
             *       "fruit"
             *     ]
             */
            classes?: string[];
            /**
             * @description Collection to search in
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description In place of `collection`: search in all of these; hits say which they are from
             * @example [
             *       "shoes",
             *       "bags"
             *     ]
             */
            collections?: string[];
            /** @description `nextCursor` of the previous page */
            cursor?: string;
            /**
             * @description `auto`: only what matches the text; `off`: what is nearest to it as well, marked `weak`
             * @default auto
             * @enum {string}
             */
            cutoff?: "auto" | "off";
            /** @description Maximal marginal relevance: 0 is relevance alone, 1 is variety alone */
            diversity?: number;
            /**
             * @description Say of each hit why it is where it is
             * @default false
             */
            explain?: boolean;
            /**
             * @description Fields whose values are counted over all pages, `$hasText` among them; `true` counts hits per class
             * @example [
             *       "brand",
             *       {
             *         "field": "price",
             *         "ranges": [
             *           {
             *             "to": 50
             *           },
             *           {
             *             "from": 50
             *           }
             *         ]
             *       }
             *     ]
             */
            facets?: (string | components["schemas"]["FacetWish"])[] | boolean;
            /** @description Metadata fields hits show; all by default */
            fields?: string[];
            /**
             * @description `{ field: value | { eq, ne, in, lt, lte, gt, gte, exists, ieq, prefix, words, length } }`, with `all`, `any`, `none` to combine. Fields are those of metadata, and `$id`, `$createdAt`, `$hasImage`, `$hasText` (whether words were read in the picture) and `$class`
             * @example {
             *       "group": "food-drink",
             *       "price": {
             *         "lte": 30
             *       }
             *     }
             */
            filter?: {
                [key: string]: unknown;
            };
            /**
             * @description How to fuse the lists of the modalities
             * @default weighted
             * @enum {string}
             */
            fusion?: "rrf" | "weighted";
            /** @description Shows variants of one thing as one */
            groupBy?: components["schemas"]["GroupBy"];
            /** @description Whether hits carry their class. By default where `classes` or `scope` are asked for, and while the catalogue has at most 500 active classes */
            hitClasses?: boolean;
            /**
             * Format: byte
             * @description What to look for, as a picture in base64
             */
            image?: string;
            /**
             * @description Find what is like this stored item
             * @example sku-4711
             */
            itemId?: string;
            /**
             * @description Hits on one page
             * @default 20
             */
            limit?: number;
            /** @description The least `match` of a hit, in place of the line that `cutoff` draws */
            minMatch?: number;
            /**
             * @description `fold`: of hits with one and the same picture, stored again as it is or slightly changed, only the first is shown; it says how many are `alike`
             * @default show
             * @enum {string}
             */
            nearDuplicates?: "show" | "fold";
            /**
             * @description What the hits should not show: a text; `{ image }` (base64) or `{ itemId }` for what they should not be like; or a list of these
             * @example a green apple
             */
            not?: string | components["schemas"]["Unlike"] | (string | components["schemas"]["Unlike"])[];
            /** @description In place of `text`, `image` and `itemId`: several, weighed against one another */
            queries?: components["schemas"]["PartialQuery"][];
            /**
             * @description How to re-score the candidates
             * @default imfa
             * @enum {string}
             */
            rescore?: "imfa" | "self" | "none";
            /**
             * @description Only hits that belong to seen, or to unseen, classes
             * @default all
             * @enum {string}
             */
            scope?: "all" | "seen" | "unseen";
            /**
             * @description Add each picture’s width and height, so that a page can lay out before pictures load
             * @default false
             */
            sizes?: boolean;
            /** @description In place of relevance; without a query the newest come first by default */
            sort?: components["schemas"]["SortKey"][];
            /**
             * @description What to search in
             * @default any
             * @enum {string}
             */
            target?: "any" | "image" | "caption";
            /**
             * @description What to look for, in words
             * @example a red apple
             */
            text?: string;
            /** @description How much pictures, captions and keywords count, as multiples of what they count; 0 leaves one out */
            weights?: components["schemas"]["SearchWeights"];
            /**
             * @description Words that must be written in the picture, whatever their case and accents; where none are, with one slip a word. Alone, or beside what the picture should show
             * @example Weleda
             */
            written?: string;
        };
        SearchRequestForm: {
            /** @description Version of the catalogue that counts: an earlier one, or the one published last; the one in force by default, and where none is published */
            asOf?: number | "published";
            /** @description Fields that move hits forward or back */
            boost?: components["schemas"]["Boost"][];
            /**
             * @description Candidates to recall and re-score
             * @default 100
             */
            candidates?: number;
            /**
             * @description Ids or names of classes the hits must belong to; kinds of a class are included with it
             * @example [
             *       "fruit"
             *     ]
             */
            classes?: string[];
            /**
             * @description Collection to search in
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description In place of `collection`: search in all of these; hits say which they are from
             * @example [
             *       "shoes",
             *       "bags"
             *     ]
             */
            collections?: string[];
            /** @description `nextCursor` of the previous page */
            cursor?: string;
            /**
             * @description `auto`: only what matches the text; `off`: what is nearest to it as well, marked `weak`
             * @default auto
             * @enum {string}
             */
            cutoff?: "auto" | "off";
            /** @description Maximal marginal relevance: 0 is relevance alone, 1 is variety alone */
            diversity?: number;
            /**
             * @description Say of each hit why it is where it is
             * @default false
             */
            explain?: boolean;
            /**
             * @description Fields whose values are counted over all pages, `$hasText` among them; `true` counts hits per class
             * @example [
             *       "brand",
             *       {
             *         "field": "price",
             *         "ranges": [
             *           {
             *             "to": 50
             *           },
             *           {
             *             "from": 50
             *           }
             *         ]
             *       }
             *     ]
             */
            facets?: (string | components["schemas"]["FacetWish"])[] | boolean;
            /** @description Metadata fields hits show; all by default */
            fields?: string[];
            /**
             * @description `{ field: value | { eq, ne, in, lt, lte, gt, gte, exists, ieq, prefix, words, length } }`, with `all`, `any`, `none` to combine. Fields are those of metadata, and `$id`, `$createdAt`, `$hasImage`, `$hasText` (whether words were read in the picture) and `$class`
             * @example {
             *       "group": "food-drink",
             *       "price": {
             *         "lte": 30
             *       }
             *     }
             */
            filter?: {
                [key: string]: unknown;
            };
            /**
             * @description How to fuse the lists of the modalities
             * @default weighted
             * @enum {string}
             */
            fusion?: "rrf" | "weighted";
            /** @description Shows variants of one thing as one */
            groupBy?: components["schemas"]["GroupBy"];
            /** @description Whether hits carry their class. By default where `classes` or `scope` are asked for, and while the catalogue has at most 500 active classes */
            hitClasses?: boolean;
            /**
             * Format: binary
             * @description The picture, as a file
             */
            image?: string;
            /**
             * @description Find what is like this stored item
             * @example sku-4711
             */
            itemId?: string;
            /**
             * @description Hits on one page
             * @default 20
             */
            limit?: number;
            /** @description The least `match` of a hit, in place of the line that `cutoff` draws */
            minMatch?: number;
            /**
             * @description `fold`: of hits with one and the same picture, stored again as it is or slightly changed, only the first is shown; it says how many are `alike`
             * @default show
             * @enum {string}
             */
            nearDuplicates?: "show" | "fold";
            /**
             * @description What the hits should not show: a text; `{ image }` (base64) or `{ itemId }` for what they should not be like; or a list of these
             * @example a green apple
             */
            not?: string | components["schemas"]["Unlike"] | (string | components["schemas"]["Unlike"])[];
            /** @description In place of `text`, `image` and `itemId`: several, weighed against one another */
            queries?: components["schemas"]["PartialQuery"][];
            /**
             * @description How to re-score the candidates
             * @default imfa
             * @enum {string}
             */
            rescore?: "imfa" | "self" | "none";
            /**
             * @description Only hits that belong to seen, or to unseen, classes
             * @default all
             * @enum {string}
             */
            scope?: "all" | "seen" | "unseen";
            /**
             * @description Add each picture’s width and height, so that a page can lay out before pictures load
             * @default false
             */
            sizes?: boolean;
            /** @description In place of relevance; without a query the newest come first by default */
            sort?: components["schemas"]["SortKey"][];
            /**
             * @description What to search in
             * @default any
             * @enum {string}
             */
            target?: "any" | "image" | "caption";
            /**
             * @description What to look for, in words
             * @example a red apple
             */
            text?: string;
            /** @description How much pictures, captions and keywords count, as multiples of what they count; 0 leaves one out */
            weights?: components["schemas"]["SearchWeights"];
            /**
             * @description Words that must be written in the picture, whatever their case and accents; where none are, with one slip a word. Alone, or beside what the picture should show
             * @example Weleda
             */
            written?: string;
        };
        SearchResult: {
            /** @description With `facets: true`, on the first page: per class, how many hits the same search has in it, over all pages; most first */
            classes?: components["schemas"]["ClassFacet"][];
            /** @description Candidates left out because they do not match */
            cut: number;
            /** @description On the first page, by field: how many items of the answer have each value */
            facets?: {
                [key: string]: components["schemas"]["FieldFacet"];
            };
            /** @description Hits, best first */
            hits: components["schemas"]["Hit"][];
            /** @description Classes the query names */
            named?: components["schemas"]["NamedClass"][];
            /** @description For the next page; null on the last */
            nextCursor: string | null;
            /** @description Whether re-scoring took part; false with a reason when it was skipped */
            rescored: boolean;
            /** @description How many candidates, from the first on, re-scoring put in order: `candidates`, where there are as many, and fewer under load */
            rescoredCandidates?: number;
            /** @description Why re-scoring was skipped */
            rescoreSkipped?: string;
            /** @description How long each stage took */
            took: components["schemas"]["Took"];
            /** @description On the first page: items that belong to the answer */
            total?: components["schemas"]["Total"];
            /** @description Candidates that `not` vetoed */
            vetoed: number;
            /** @description What to know of the words of the query */
            warnings?: components["schemas"]["Warning"][];
        };
        SearchWeights: {
            /**
             * @description Captions
             * @default 1
             */
            caption?: number;
            /**
             * @description Pictures
             * @default 1
             */
            image?: number;
            /**
             * @description Words of id, captions and the collection’s `keywordFields`; not where there is a picture or item next to the text
             * @default 1
             */
            keywords?: number;
        };
        SortKey: {
            /**
             * @description A metadata field, `$id`, `$createdAt`, `$hasImage`, `$hasText`, or `relevance`
             * @example price
             */
            field: string;
            /**
             * @description Default `asc`, for `relevance` `desc`; items without the field come last either way
             * @enum {string}
             */
            order?: "asc" | "desc";
        };
        SourceField: {
            /** @enum {string} */
            becomes: "id" | "image" | "caption" | "metadata";
            /** @description As the header has it */
            name: string;
        };
        SourceFile: {
            /** @description Its name */
            name: string;
            /** @description As the `path` of a source */
            path: string;
            /**
             * @description What its name says it is
             * @enum {string}
             */
            type?: "folder" | "csv" | "jsonl" | "shopify" | "coco" | "flickr" | "karpathy" | "archive" | "export";
        };
        SourceFolder: {
            /** @description Its name */
            name: string;
            /** @description As the `path` of a source */
            path: string;
        };
        SourceList: {
            /** @description Whether that is all; at most 500 folders and 500 files are told */
            complete: boolean;
            /** @description Files in it that are no pictures: tables, lists, archives */
            files: components["schemas"]["SourceFile"][];
            /** @description Folders in it */
            folders: components["schemas"]["SourceFolder"][];
            /** @description The folder, relative to the import root */
            path: string;
            /** @description Pictures in the folder itself */
            pictures: number;
            /** @description Where the import root is; null for all but the operator */
            root: string | null;
        };
        Standing: {
            /** @description Place, from 1 */
            rank: number;
            /** @description The score that made it */
            score: number;
        };
        StartedJob: {
            /** Format: uuid */
            jobId: string;
        };
        SwitchModel: {
            /**
             * @description Go over even when items could not be embedded: searches will not find these any more
             * @default false
             */
            acceptFailures?: boolean;
            /**
             * @description Pack to go over to: `name@version`, or the name alone where one version of it is there
             * @example clip-vit-base-patch32@1.0.0
             */
            pack: string;
        };
        Took: {
            /** @description Milliseconds to embed the query */
            embed: number;
            /** @description Milliseconds to fuse the lists */
            fuse: number;
            /** @description Milliseconds to find candidates */
            recall: number;
            /** @description Milliseconds to re-score */
            rescore: number;
            /** @description Milliseconds in all */
            total: number;
        };
        Total: {
            /** @description Otherwise at least so many */
            exact: boolean;
            value: number;
        };
        TrashedItem: {
            captions: string[];
            /** @description Where it was, and would be again */
            collection: string;
            /**
             * Format: date-time
             * @description When the item was first added
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it is removed for good, or soon after
             */
            expiresAt: string;
            id: string;
            image?: components["schemas"]["ItemImage"];
            metadata: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            trashedAt: string;
        };
        TrashList: {
            items: components["schemas"]["TrashedItem"][];
            nextCursor: string | null;
            /** @description Items in the trash of the collection */
            total: number;
        };
        TryModelSwitch: {
            /**
             * @description Pack to go over to: `name@version`, or the name alone where one version of it is there
             * @example clip-vit-base-patch32@1.0.0
             */
            pack: string;
        };
        UnknownCluster: {
            /** @description The most central ones */
            examples: components["schemas"]["ExampleItem"][];
            /** @description Ids of all of them, the most central first */
            ids: string[];
            /** @description Items in it */
            items: number;
            /** @description A class that would explain it */
            proposal: components["schemas"]["ClassProposal"];
            /** @description 1 when all items coincide */
            tightness: number;
        };
        UnknownLane: {
            /** @description Clusters, largest first */
            clusters: components["schemas"]["UnknownCluster"][];
            /** @description Items looked at */
            looked: number;
        };
        Unlike: {
            /**
             * Format: byte
             * @description A picture, base64
             */
            image?: string;
            /**
             * @description A stored item of the collection
             * @example sku-4711
             */
            itemId?: string;
        };
        Unwanted: {
            /** @description Inner product with the vector of the captions */
            caption?: number;
            /** @description Inner product with the vector of the picture */
            image?: number;
            /** @description Inner product with the vector of both */
            joint?: number;
            /** @description The unwanted text */
            text: string;
        };
        UpdateClass: {
            /**
             * @description Collection of the exemplars and counter-exemplars
             * @default default
             * @example products
             */
            collection?: string;
            /**
             * @description Ids of items that one might take for members, and that are none
             * @example [
             *       "sku-0815"
             *     ]
             */
            counterExemplars?: string[];
            /**
             * @description What a member looks like; `null` for nothing
             * @example a pink fruit with green scales and white flesh
             */
            description?: string | null;
            /**
             * @description Ids of items that show the class
             * @example [
             *       "sku-4711"
             *     ]
             */
            exemplars?: string[];
            /**
             * @description The match from which on an item belongs to it; `null` for that of the model pack
             * @example 0.3
             */
            line?: number | null;
            /**
             * @description Unique; case and Unicode form do not count
             * @example dragon fruit
             */
            name?: string;
            /**
             * @description Id or name of the class this one is a kind of; `null` for none
             * @example fruit
             */
            parent?: string | null;
            /** @description Pictures that show the class, base64; for those that are no items */
            pictures?: string[];
            /** @description Whether the class is amply provided with examples, or known to the model */
            seen?: boolean;
            /**
             * @description Only active classes take part in searches and classify
             * @default active
             * @enum {string}
             */
            status?: "active" | "off";
            /**
             * @description Other words for the same thing
             * @example [
             *       "pitaya"
             *     ]
             */
            synonyms?: string[];
        };
        UpdateClassSettings: {
            /**
             * @description What keys without the scope `admin` see; `published` needs a version that is
             * @example published
             * @enum {string}
             */
            serves: "latest" | "published";
        };
        UpdateCollection: {
            /**
             * @description What pages call it
             * @example Autumn shoes
             */
            displayName?: string | null;
            /**
             * @description Metadata fields that are counted beside hits
             * @example [
             *       "color",
             *       "price"
             *     ]
             */
            facetFields?: string[];
            /**
             * @description Metadata fields whose words are searched, beside id and captions
             * @example [
             *       "sku",
             *       "brand"
             *     ]
             */
            keywordFields?: string[];
            /**
             * @description Whether the words in pictures are read: `auto` only where a quick look finds some, `on` in all; `off` forgets what was read
             * @enum {string}
             */
            readText?: "off" | "auto" | "on";
        };
        UpdateItem: {
            /**
             * @description The caption, instead of all there are; `null`: none
             * @example a red ceramic teapot
             */
            caption?: string | null;
            /**
             * @description The captions, instead of all there are; `null`: none
             * @example [
             *       "a red ceramic teapot",
             *       "a pot with a lid"
             *     ]
             */
            captions?: string[] | null;
            /**
             * Format: byte
             * @description Another picture, base64
             */
            image?: string;
            /**
             * @description Merged field by field: `null` removes a field, in the place of all of it everything
             * @example {
             *       "price": 19.9,
             *       "sale": null
             *     }
             */
            metadata?: {
                [key: string]: unknown;
            } | null;
        };
        UpdateItemForm: {
            /**
             * @description The caption, instead of all there are; `null`: none
             * @example a red ceramic teapot
             */
            caption?: string | null;
            /**
             * @description The captions, instead of all there are; `null`: none
             * @example [
             *       "a red ceramic teapot",
             *       "a pot with a lid"
             *     ]
             */
            captions?: string[] | null;
            /**
             * Format: binary
             * @description The picture, as a file
             */
            image?: string;
            /**
             * @description Merged field by field: `null` removes a field, in the place of all of it everything
             * @example {
             *       "price": 19.9,
             *       "sale": null
             *     }
             */
            metadata?: {
                [key: string]: unknown;
            } | null;
        };
        UpdateItemText: {
            /** @description All words, in the order they are read; `null` forgets them, so that the picture is read again */
            words: components["schemas"]["CorrectedWord"][] | null;
        };
        VersionClass: {
            /**
             * @description What became of it
             * @enum {string}
             */
            change: "added" | "changed" | "removed";
            /** @description Id of the class */
            id: string;
            /** @description Its name */
            name: string;
        };
        VersionDiff: {
            /** @description Classes that are new */
            added: components["schemas"]["ClassRef"][];
            /** @description Classes that differ */
            changed: components["schemas"]["ChangedClass"][];
            /** @description Items of the collection that change class, most first */
            moved: components["schemas"]["MovedItems"][];
            /** @description Classes that are gone */
            removed: components["schemas"]["ClassRef"][];
        };
        Warning: {
            /**
             * @description What is worth knowing
             * @enum {string}
             */
            code: "text_not_understood" | "text_truncated" | "language_unsupported" | "field_unknown" | "pictures_not_read" | "written_too_often" | "written_left_out" | "settings_left_out";
            /** @description The same for a person */
            detail: string;
            /** @description The words, or the field, it is about */
            words?: string[];
        };
        WordAttention: {
            /** @description How hot its hottest spot is, 0 to 1: on one scale for all pictures */
            strength?: number;
            /** @description The word */
            text: string;
            /** @description The word’s share of the text; 0 for words that show nothing by themselves */
            weight: number;
            /** @description Where this word looked: as many weights as the grid has cells */
            weights: number[];
        };
        WordCollision: {
            /**
             * @description What the word is to it
             * @enum {string}
             */
            as: "name" | "synonym";
            /** @description Id of the other class */
            classId: string;
            /** @description Its name */
            className: string;
            /** @description The word */
            word: string;
        };
        WrittenClass: {
            /** @description Words it shares with other classes */
            collisions: components["schemas"]["WordCollision"][];
            /** @description What does not belong to it, though one might think so */
            counterExemplars: components["schemas"]["Exemplar"][];
            /** @description What a member looks like */
            description?: string;
            /** @description What shows it */
            exemplars: components["schemas"]["Exemplar"][];
            /** @description Id of the class */
            id: string;
            /** @description Stored items tagged with it so far; see GET /v1/classes/retag. Only in the newest version, which tags follow */
            items?: number;
            /** @description The match from which on an item belongs to it: its own, or that of the model pack; absent where a pack has none */
            line?: number;
            /** @description Its name */
            name: string;
            /** @description Id of the class this one is a kind of */
            parent?: string;
            /** @description Whether it is amply provided with examples, or known to the model */
            seen: boolean;
            /** @description Version of the catalogue that made it what it is */
            since: number;
            /**
             * @description Only active classes take part in searches and classify
             * @enum {string}
             */
            status: "active" | "off";
            /** @description Other words for the same thing */
            synonyms: string[];
            /** @description Version of the catalogue */
            version: number;
            /** @description What to know of its name and its synonyms */
            warnings?: components["schemas"]["Warning"][];
        };
        WrittenWord: {
            /**
             * @description Left, top, width and height of the word, as shares of the upright picture
             * @example [
             *       0.1,
             *       0.42,
             *       0.3,
             *       0.08
             *     ]
             */
            box: number[];
            /** @description The word as it was read */
            text: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    checkLiveness: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkReadiness: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "dependencies": {
                     *         "name": {
                     *           "status": "up",
                     *           "detail": "text"
                     *         }
                     *       },
                     *       "notes": {
                     *         "name": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "dependencies": {
                     *         "name": {
                     *           "status": "up",
                     *           "detail": "text"
                     *         }
                     *       },
                     *       "notes": {
                     *         "name": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description Acts to list */
                limit?: number;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lines": [
                     *         {
                     *           "at": "2027-01-31T12:00:00.000Z",
                     *           "actor": "text",
                     *           "action": "key.revoke",
                     *           "subject": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AuditLog"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeBackup: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": string;
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClasses: {
        parameters: {
            query?: {
                /** @description An earlier version of the catalogue, or the one published last */
                asOf?: components["schemas"]["Object"] & (number | "published");
                /** @description Classes on one page */
                limit?: number;
                /** @description Classes to pass over, in the order of their names */
                offset?: number;
                /** @description Words the name or a synonym holds */
                q?: string;
                /** @description Only seen, or only unseen, classes */
                scope?: "seen" | "unseen";
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "total": 1,
                     *       "classes": [
                     *         {
                     *           "id": "text",
                     *           "name": "text",
                     *           "synonyms": [
                     *             "text"
                     *           ],
                     *           "seen": true,
                     *           "status": "active",
                     *           "exemplars": [
                     *             {
                     *               "id": "text"
                     *             }
                     *           ],
                     *           "counterExemplars": [
                     *             {
                     *               "id": "text"
                     *             }
                     *           ],
                     *           "since": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ClassList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createClass: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "dragon fruit",
                 *       "description": "a pink fruit with green scales and white flesh",
                 *       "synonyms": [
                 *         "pitaya"
                 *       ],
                 *       "seen": true,
                 *       "parent": "fruit",
                 *       "exemplars": [
                 *         "sku-4711"
                 *       ],
                 *       "counterExemplars": [
                 *         "sku-0815"
                 *       ],
                 *       "line": 0.3,
                 *       "collection": "products"
                 *     }
                 */
                "application/json": components["schemas"]["CreateClass"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "name": "text",
                     *       "synonyms": [
                     *         "text"
                     *       ],
                     *       "seen": true,
                     *       "status": "active",
                     *       "exemplars": [
                     *         {
                     *           "id": "text"
                     *         }
                     *       ],
                     *       "counterExemplars": [
                     *         {
                     *           "id": "text"
                     *         }
                     *       ],
                     *       "since": 1,
                     *       "version": 1,
                     *       "collisions": [
                     *         {
                     *           "word": "text",
                     *           "classId": "text",
                     *           "className": "text",
                     *           "as": "name"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WrittenClass"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClass: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "name": "text",
                     *       "synonyms": [
                     *         "text"
                     *       ],
                     *       "seen": true,
                     *       "status": "active",
                     *       "exemplars": [
                     *         {
                     *           "id": "text"
                     *         }
                     *       ],
                     *       "counterExemplars": [
                     *         {
                     *           "id": "text"
                     *         }
                     *       ],
                     *       "since": 1
                     *     }
                     */
                    "application/json": components["schemas"]["CatalogueClass"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteClass: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag the class must still have; 412 when it has another */
                "If-Match"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateClass: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag the class must still have; 412 when it has another */
                "If-Match"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "dragon fruit",
                 *       "description": "a pink fruit with green scales and white flesh",
                 *       "synonyms": [
                 *         "pitaya"
                 *       ],
                 *       "parent": "fruit",
                 *       "exemplars": [
                 *         "sku-4711"
                 *       ],
                 *       "counterExemplars": [
                 *         "sku-0815"
                 *       ],
                 *       "line": 0.3,
                 *       "collection": "products"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateClass"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "name": "text",
                     *       "synonyms": [
                     *         "text"
                     *       ],
                     *       "seen": true,
                     *       "status": "active",
                     *       "exemplars": [
                     *         {
                     *           "id": "text"
                     *         }
                     *       ],
                     *       "counterExemplars": [
                     *         {
                     *           "id": "text"
                     *         }
                     *       ],
                     *       "since": 1,
                     *       "version": 1,
                     *       "collisions": [
                     *         {
                     *           "word": "text",
                     *           "classId": "text",
                     *           "className": "text",
                     *           "as": "name"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WrittenClass"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    judgeMembers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description ETag the class must still have; 412 when it has another */
                "If-Match"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "confirm": [
                 *         "sku-4711"
                 *       ],
                 *       "reject": [
                 *         "sku-0815"
                 *       ],
                 *       "collection": "products"
                 *     }
                 */
                "application/json": components["schemas"]["Judgements"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "name": "text",
                     *       "synonyms": [
                     *         "text"
                     *       ],
                     *       "seen": true,
                     *       "status": "active",
                     *       "exemplars": [
                     *         {
                     *           "id": "text"
                     *         }
                     *       ],
                     *       "counterExemplars": [
                     *         {
                     *           "id": "text"
                     *         }
                     *       ],
                     *       "since": 1,
                     *       "version": 1,
                     *       "collisions": [
                     *         {
                     *           "word": "text",
                     *           "classId": "text",
                     *           "className": "text",
                     *           "as": "name"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WrittenClass"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    calibrateClasses: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "collection": "products"
                 *     }
                 */
                "application/json": components["schemas"]["CalibrateRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": 1,
                     *       "seenFactor": 0.5,
                     *       "temperature": 0.5,
                     *       "leastDeviation": 0.5,
                     *       "harmonicBefore": 0.5,
                     *       "harmonicAfter": 0.5
                     *     }
                     */
                    "application/json": components["schemas"]["Calibration"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffClassVersions: {
        parameters: {
            query: {
                /** @description Collection to look at */
                collection?: string;
                /** @description Version to compare from */
                from: number;
                /** @description Version to compare to */
                to: number;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "added": [
                     *         {
                     *           "id": "text",
                     *           "name": "text"
                     *         }
                     *       ],
                     *       "removed": [
                     *         {
                     *           "id": "text",
                     *           "name": "text"
                     *         }
                     *       ],
                     *       "changed": [
                     *         {
                     *           "id": "text",
                     *           "name": "text",
                     *           "fields": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "moved": [
                     *         {
                     *           "from": "text",
                     *           "to": "text",
                     *           "items": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["VersionDiff"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportClasses: {
        parameters: {
            query?: {
                /** @description An earlier version of the catalogue */
                asOf?: number;
                /** @description How to write the classes */
                format?: "json" | "csv";
                /** @description CSV for a spreadsheet: a cell that it would take for a formula begins with an apostrophe. Such a file is not for importing */
                safe?: boolean;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The classes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "classes": [
                     *         {
                     *           "name": "dragon fruit",
                     *           "seen": false
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ClassFile"];
                    "text/csv": string;
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importClasses: {
        parameters: {
            query?: {
                /** @description `merge` keeps classes the file lacks, `replace` removes them */
                mode?: "merge" | "replace";
            };
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "classes": [
                 *         {
                 *           "name": "dragon fruit",
                 *           "seen": false
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ClassFile"];
                "text/csv": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "added": 1,
                     *       "changed": 1,
                     *       "unchanged": 1,
                     *       "removed": 1,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ImportResult"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lintClasses: {
        parameters: {
            query?: {
                /** @description Collection to look at */
                collection?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "findings": [
                     *         {
                     *           "kind": "word_collision",
                     *           "classId": "text",
                     *           "className": "text",
                     *           "detail": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ClassFindings"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMismatches: {
        parameters: {
            query?: {
                /** @description Collection to look at */
                collection?: string;
                /** @description Pairs to show, at most */
                limit?: number;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "looked": 1,
                     *       "pairs": [
                     *         {
                     *           "id": "text",
                     *           "caption": "text",
                     *           "match": 0.5,
                     *           "deviation": 0.5,
                     *           "betterShare": 0.5
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MismatchList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewClass: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "dragon fruit",
                 *       "description": "a pink fruit with green scales and white flesh",
                 *       "synonyms": [
                 *         "pitaya"
                 *       ],
                 *       "seen": true,
                 *       "parent": "fruit",
                 *       "exemplars": [
                 *         "sku-4711"
                 *       ],
                 *       "counterExemplars": [
                 *         "sku-0815"
                 *       ],
                 *       "line": 0.3,
                 *       "collection": "products",
                 *       "in": "products"
                 *     }
                 */
                "application/json": components["schemas"]["PreviewClass"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": 1,
                     *       "reached": 1,
                     *       "examples": [
                     *         {
                     *           "id": "text",
                     *           "probability": 0.5
                     *         }
                     *       ],
                     *       "neighbors": [
                     *         {
                     *           "id": "text",
                     *           "name": "text",
                     *           "nearness": 0.5,
                     *           "loses": 1,
                     *           "examples": [
                     *             "text"
                     *           ]
                     *         }
                     *       ],
                     *       "collisions": [
                     *         {
                     *           "word": "text",
                     *           "classId": "text",
                     *           "className": "text",
                     *           "as": "name"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ClassPreview"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRetagProgress: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "collections": [
                     *         {
                     *           "collection": "text",
                     *           "state": "current",
                     *           "version": 1,
                     *           "classes": 1,
                     *           "classesDone": 1,
                     *           "touched": 1,
                     *           "changed": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RetagList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClassSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "serves": "latest",
                     *       "version": 1,
                     *       "published": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ClassSettings"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateClassSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "serves": "published"
                 *     }
                 */
                "application/json": components["schemas"]["UpdateClassSettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "serves": "latest",
                     *       "version": 1,
                     *       "published": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ClassSettings"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUnknownItems: {
        parameters: {
            query?: {
                /** @description Clusters to show, at most */
                clusters?: number;
                /** @description Collection to look at */
                collection?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "looked": 1,
                     *       "clusters": [
                     *         {
                     *           "items": 1,
                     *           "ids": [
                     *             "text"
                     *           ],
                     *           "tightness": 0.5,
                     *           "examples": [
                     *             {
                     *               "id": "text"
                     *             }
                     *           ],
                     *           "proposal": {
                     *             "name": "text",
                     *             "seen": true
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UnknownLane"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dismissUnknownItems: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "collection": "products",
                 *       "ids": [
                 *         "sku-4711"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["DismissUnknown"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DismissedItems"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeBackDismissals: {
        parameters: {
            query?: {
                /** @description Collection to look at */
                collection?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DismissedItems"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClassVersions: {
        parameters: {
            query?: {
                /** @description Only versions older than this one */
                before?: number;
                /** @description Versions on one page */
                limit?: number;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "versions": [
                     *         {
                     *           "version": 1,
                     *           "at": "2027-01-31T12:00:00.000Z",
                     *           "actor": "text",
                     *           "action": "class.add",
                     *           "changed": 1,
                     *           "published": true,
                     *           "classes": [
                     *             {
                     *               "id": "text",
                     *               "name": "text",
                     *               "change": "added"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CatalogueVersionList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishClassVersion: {
        parameters: {
            query?: {
                /** @description Collection whose items are judged */
                collection?: string;
                /** @description Metadata field that names the class of an item: asks for the check of quality */
                field?: string;
                /** @description How much the harmonic mean may fall, 0 to 1 */
                maxDrop?: number;
            };
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Version of the catalogue */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "state": "queued",
                     *       "done": 1,
                     *       "total": 1,
                     *       "createdAt": "2027-01-31T12:00:00.000Z",
                     *       "collection": "text",
                     *       "field": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ClassEvaluation"];
                };
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollBackClasses: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Version of the catalogue */
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "version": 1,
                     *       "classes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["RolledBack"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    classify: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "itemId": "sku-4711",
                 *       "text": "a ripe mango on a plate",
                 *       "collection": "products"
                 *     }
                 */
                "application/json": components["schemas"]["ClassifyRequest"];
                "multipart/form-data": components["schemas"]["ClassifyRequestForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "classes": [
                     *         {
                     *           "id": "text",
                     *           "name": "text",
                     *           "seen": true,
                     *           "probability": 0.5
                     *         }
                     *       ],
                     *       "unknown": true,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Classification"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCollections: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "collections": [
                     *         {
                     *           "name": "text",
                     *           "displayName": "text",
                     *           "items": 0.5,
                     *           "bytes": 0.5,
                     *           "keywordFields": [
                     *             "text"
                     *           ],
                     *           "facetFields": [
                     *             "text"
                     *           ],
                     *           "readText": "off",
                     *           "createdAt": "2027-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CollectionList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "displayName": "Autumn shoes",
                 *       "keywordFields": [
                 *         "sku",
                 *         "brand"
                 *       ],
                 *       "facetFields": [
                 *         "color",
                 *         "price"
                 *       ],
                 *       "name": "products"
                 *     }
                 */
                "application/json": components["schemas"]["CreateCollection"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "text",
                     *       "displayName": "text",
                     *       "items": 0.5,
                     *       "bytes": 0.5,
                     *       "keywordFields": [
                     *         "text"
                     *       ],
                     *       "facetFields": [
                     *         "text"
                     *       ],
                     *       "readText": "off",
                     *       "createdAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of the collection */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "text",
                     *       "displayName": "text",
                     *       "items": 0.5,
                     *       "bytes": 0.5,
                     *       "keywordFields": [
                     *         "text"
                     *       ],
                     *       "facetFields": [
                     *         "text"
                     *       ],
                     *       "readText": "off",
                     *       "createdAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of the collection */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobId": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f"
                     *     }
                     */
                    "application/json": components["schemas"]["StartedJob"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of the collection */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "displayName": "Autumn shoes",
                 *       "keywordFields": [
                 *         "sku",
                 *         "brand"
                 *       ],
                 *       "facetFields": [
                 *         "color",
                 *         "price"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UpdateCollection"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "text",
                     *       "displayName": "text",
                     *       "items": 0.5,
                     *       "bytes": 0.5,
                     *       "keywordFields": [
                     *         "text"
                     *       ],
                     *       "facetFields": [
                     *         "text"
                     *       ],
                     *       "readText": "off",
                     *       "createdAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Collection"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    emptyCollection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of the collection */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobId": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f"
                     *     }
                     */
                    "application/json": components["schemas"]["StartedJob"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportCollection: {
        parameters: {
            query?: {
                /** @description With the original pictures, as base64 */
                images?: boolean;
                /** @description With the vectors, so that the same model pack need not make them again */
                vectors?: boolean;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of the collection */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One item a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/x-ndjson": string;
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFacets: {
        parameters: {
            query?: {
                /** @description Values per field */
                values?: number;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of the collection */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "counted": 1,
                     *       "complete": true,
                     *       "facets": [
                     *         {
                     *           "field": "size.height",
                     *           "items": 1,
                     *           "distinct": 1,
                     *           "values": [
                     *             {
                     *               "value": "text",
                     *               "count": 1
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FacetList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCollectionMap: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of the collection */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A head and its parts, one a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/x-ndjson": string;
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeCollectionMap: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of the collection */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobId": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f"
                     *     }
                     */
                    "application/json": components["schemas"]["StartedJob"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNearDuplicates: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the answer before */
                cursor?: string;
                /** @description The likeness (cosine of two picture vectors) from which on pictures are told together. A photograph saved again comes to 0.99, at half its size or coarsely to 0.92 to 0.99 */
                likeness?: number;
                /** @description Groups after which an answer ends; it may hold some more */
                limit?: number;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of the collection */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "groups": [
                     *         {
                     *           "ids": [
                     *             "text"
                     *           ],
                     *           "likeness": 0.993
                     *         }
                     *       ],
                     *       "examined": 1,
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["AlikeList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCollectionPlaces: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of the collection */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Parts, one a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/x-ndjson": string;
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvaluations: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "evaluations": [
                     *         {
                     *           "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *           "state": "queued",
                     *           "done": 1,
                     *           "total": 1,
                     *           "createdAt": "2027-01-31T12:00:00.000Z",
                     *           "source": {
                     *             "format": "flickr",
                     *             "images": "flickr8k/images",
                     *             "annotations": "flickr8k/captions.token.txt"
                     *           },
                     *           "methods": [
                     *             "inn"
                     *           ],
                     *           "candidates": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["EvaluationList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createEvaluation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": {
                 *         "format": "flickr",
                 *         "images": "flickr8k/images",
                 *         "annotations": "flickr8k/captions.token.txt",
                 *         "split": "flickr8k/dev.txt"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CreateEvaluation"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "state": "queued",
                     *       "done": 1,
                     *       "total": 1,
                     *       "createdAt": "2027-01-31T12:00:00.000Z",
                     *       "source": {
                     *         "format": "flickr",
                     *         "images": "flickr8k/images",
                     *         "annotations": "flickr8k/captions.token.txt",
                     *         "split": "flickr8k/dev.txt"
                     *       },
                     *       "methods": [
                     *         "inn"
                     *       ],
                     *       "candidates": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Evaluation"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvaluation: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the evaluation */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "state": "queued",
                     *       "done": 1,
                     *       "total": 1,
                     *       "createdAt": "2027-01-31T12:00:00.000Z",
                     *       "source": {
                     *         "format": "flickr",
                     *         "images": "flickr8k/images",
                     *         "annotations": "flickr8k/captions.token.txt",
                     *         "split": "flickr8k/dev.txt"
                     *       },
                     *       "methods": [
                     *         "inn"
                     *       ],
                     *       "candidates": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Evaluation"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteEvaluation: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the evaluation */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClassEvaluations: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "evaluations": [
                     *         {
                     *           "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *           "state": "queued",
                     *           "done": 1,
                     *           "total": 1,
                     *           "createdAt": "2027-01-31T12:00:00.000Z",
                     *           "collection": "text",
                     *           "field": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ClassEvaluationList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createClassEvaluation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "collection": "products",
                 *       "field": "subgroup"
                 *     }
                 */
                "application/json": components["schemas"]["EvaluateClasses"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "state": "queued",
                     *       "done": 1,
                     *       "total": 1,
                     *       "createdAt": "2027-01-31T12:00:00.000Z",
                     *       "collection": "text",
                     *       "field": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ClassEvaluation"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClassEvaluation: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the evaluation */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "state": "queued",
                     *       "done": 1,
                     *       "total": 1,
                     *       "createdAt": "2027-01-31T12:00:00.000Z",
                     *       "collection": "text",
                     *       "field": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ClassEvaluation"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteClassEvaluation: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the evaluation */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listItems: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
                /** @description `nextCursor` of the previous page */
                cursor?: string;
                /** @description A search filter as JSON: only items that satisfy it */
                filter?: string;
                /** @description Items on one page */
                limit?: number;
                /** @description Fields to sort by, with `:asc` or `:desc`, or JSON as in a search: `[{"field":"price","order":"asc"}]`. Items without the field come last */
                sort?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "text",
                     *           "collection": "text",
                     *           "status": "pending",
                     *           "captions": [
                     *             "text"
                     *           ],
                     *           "metadata": {},
                     *           "contentHash": "text",
                     *           "createdAt": "2027-01-31T12:00:00.000Z",
                     *           "updatedAt": "2027-01-31T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ItemList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createItem: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "sku-4711",
                 *       "collection": "products",
                 *       "caption": "a red ceramic teapot",
                 *       "captions": [
                 *         "a red ceramic teapot",
                 *         "a pot with a lid"
                 *       ],
                 *       "metadata": {
                 *         "price": 24.9,
                 *         "brand": "Kyusu"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CreateItem"];
                "multipart/form-data": components["schemas"]["CreateItemForm"];
            };
        };
        responses: {
            /** @description The same content was there already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "collection": "text",
                     *       "status": "indexed"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedItem"];
                };
            };
            /** @description The item is new, and can be found */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "collection": "text",
                     *       "status": "indexed"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedItem"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getItem: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "collection": "text",
                     *       "status": "pending",
                     *       "captions": [
                     *         "text"
                     *       ],
                     *       "metadata": {},
                     *       "contentHash": "text",
                     *       "createdAt": "2027-01-31T12:00:00.000Z",
                     *       "updatedAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Item"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putItem: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
            };
            header?: {
                /** @description ETag the item must still have; 412 when it has another */
                "If-Match"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "collection": "products",
                 *       "caption": "a red ceramic teapot",
                 *       "captions": [
                 *         "a red ceramic teapot",
                 *         "a pot with a lid"
                 *       ],
                 *       "metadata": {
                 *         "price": 24.9,
                 *         "brand": "Kyusu"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PutItem"];
                "multipart/form-data": components["schemas"]["PutItemForm"];
            };
        };
        responses: {
            /** @description The item was there, and is now this */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "collection": "text",
                     *       "status": "pending",
                     *       "captions": [
                     *         "text"
                     *       ],
                     *       "metadata": {},
                     *       "contentHash": "text",
                     *       "createdAt": "2027-01-31T12:00:00.000Z",
                     *       "updatedAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Item"];
                };
            };
            /** @description The item is new */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "collection": "text",
                     *       "status": "pending",
                     *       "captions": [
                     *         "text"
                     *       ],
                     *       "metadata": {},
                     *       "contentHash": "text",
                     *       "createdAt": "2027-01-31T12:00:00.000Z",
                     *       "updatedAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Item"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteItem: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
                /** @description Put it into the trash, from which it can be had back for some days, instead of removing it for good */
                trash?: boolean;
            };
            header?: {
                /** @description ETag the item must still have; 412 when it has another */
                "If-Match"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateItem: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
            };
            header?: {
                /** @description ETag the item must still have; 412 when it has another */
                "If-Match"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "caption": "a red ceramic teapot",
                 *       "captions": [
                 *         "a red ceramic teapot",
                 *         "a pot with a lid"
                 *       ],
                 *       "metadata": {
                 *         "price": 19.9,
                 *         "sale": null
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UpdateItem"];
                /**
                 * @example {
                 *       "caption": "a red ceramic teapot",
                 *       "captions": [
                 *         "a red ceramic teapot",
                 *         "a pot with a lid"
                 *       ],
                 *       "metadata": {
                 *         "price": 19.9,
                 *         "sale": null
                 *       }
                 *     }
                 */
                "application/merge-patch+json": components["schemas"]["UpdateItem"];
                "multipart/form-data": components["schemas"]["UpdateItemForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "collection": "text",
                     *       "status": "pending",
                     *       "captions": [
                     *         "text"
                     *       ],
                     *       "metadata": {},
                     *       "contentHash": "text",
                     *       "createdAt": "2027-01-31T12:00:00.000Z",
                     *       "updatedAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Item"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getItemAttention: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
                /** @description What to look for in the picture; must not be empty */
                text?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture with the attention over it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getItemImage: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
                /** @description The thumbnail, or the picture as it came */
                size?: "thumbnail" | "original";
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getItemText: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "words": [
                     *         {
                     *           "text": "text",
                     *           "box": [
                     *             0.1,
                     *             0.42,
                     *             0.3,
                     *             0.08
                     *           ],
                     *           "confidence": 0.5
                     *         }
                     *       ],
                     *       "state": "unread"
                     *     }
                     */
                    "application/json": components["schemas"]["ItemText"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateItemText: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "words": [
                 *         {
                 *           "text": "text"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["UpdateItemText"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "words": [
                     *         {
                     *           "text": "text",
                     *           "box": [
                     *             0.1,
                     *             0.42,
                     *             0.3,
                     *             0.08
                     *           ],
                     *           "confidence": 0.5
                     *         }
                     *       ],
                     *       "state": "unread"
                     *     }
                     */
                    "application/json": components["schemas"]["ItemText"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    writeItems: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
            };
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "collection": "products",
                 *       "operations": [
                 *         {
                 *           "op": "upsert",
                 *           "id": "sku-1",
                 *           "caption": "a red ceramic teapot",
                 *           "metadata": {
                 *             "price": 24.9
                 *           }
                 *         },
                 *         {
                 *           "op": "merge",
                 *           "id": "sku-2",
                 *           "metadata": {
                 *             "price": 19.9,
                 *             "sale": null
                 *           }
                 *         },
                 *         {
                 *           "op": "delete",
                 *           "id": "sku-3"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ItemBatch"];
                /**
                 * @example {
                 *       "collection": "products",
                 *       "operations": [
                 *         {
                 *           "op": "upsert",
                 *           "id": "sku-1",
                 *           "caption": "a red ceramic teapot",
                 *           "metadata": {
                 *             "price": 24.9
                 *           }
                 *         },
                 *         {
                 *           "op": "merge",
                 *           "id": "sku-2",
                 *           "metadata": {
                 *             "price": 19.9,
                 *             "sale": null
                 *           }
                 *         },
                 *         {
                 *           "op": "delete",
                 *           "id": "sku-3"
                 *         }
                 *       ]
                 *     }
                 */
                "application/x-ndjson": components["schemas"]["ItemBatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "id": "text",
                     *           "status": "added"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ItemBatchResult"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countItems: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
                /** @description A search filter as JSON: only items that satisfy it */
                filter?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "count": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ItemCount"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteItems: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "collection": "products",
                 *       "ids": [
                 *         "sku-1",
                 *         "sku-2"
                 *       ],
                 *       "filter": {
                 *         "season": {
                 *           "in": [
                 *             "2023",
                 *             "2024"
                 *           ]
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["DeleteItems"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "matched": 0.5,
                     *       "deleted": 0.5
                     *     }
                     */
                    "application/json": components["schemas"]["DeletedItems"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobs": [
                     *         {
                     *           "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *           "state": "queued",
                     *           "collection": "text",
                     *           "source": {
                     *             "path": "products/2026-11",
                     *             "type": "folder"
                     *           },
                     *           "total": 0.5,
                     *           "done": 0.5,
                     *           "added": 0.5,
                     *           "updated": 0.5,
                     *           "unchanged": 0.5,
                     *           "failed": 0.5,
                     *           "skipped": 0.5,
                     *           "passedOver": 0.5,
                     *           "passedOverByKind": {
                     *             ".cr2": 200,
                     *             ".mov": 14
                     *           },
                     *           "notes": [
                     *             "text"
                     *           ],
                     *           "itemsPerSecond": 0.5,
                     *           "etaSeconds": 0.5,
                     *           "createdAt": "2027-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JobList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "collection": "products",
                 *       "source": {
                 *         "type": "folder",
                 *         "path": "products/2026-11",
                 *         "split": "train"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CreateJob"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "state": "queued",
                     *       "collection": "text",
                     *       "source": {
                     *         "path": "products/2026-11",
                     *         "split": "train",
                     *         "type": "folder"
                     *       },
                     *       "total": 0.5,
                     *       "done": 0.5,
                     *       "added": 0.5,
                     *       "updated": 0.5,
                     *       "unchanged": 0.5,
                     *       "failed": 0.5,
                     *       "skipped": 0.5,
                     *       "passedOver": 0.5,
                     *       "passedOverByKind": {
                     *         ".cr2": 200,
                     *         ".mov": 14
                     *       },
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "itemsPerSecond": 0.5,
                     *       "etaSeconds": 0.5,
                     *       "createdAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "state": "queued",
                     *       "collection": "text",
                     *       "source": {
                     *         "path": "products/2026-11",
                     *         "split": "train",
                     *         "type": "folder"
                     *       },
                     *       "total": 0.5,
                     *       "done": 0.5,
                     *       "added": 0.5,
                     *       "updated": 0.5,
                     *       "unchanged": 0.5,
                     *       "failed": 0.5,
                     *       "skipped": 0.5,
                     *       "passedOver": 0.5,
                     *       "passedOverByKind": {
                     *         ".cr2": 200,
                     *         ".mov": 14
                     *       },
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "itemsPerSecond": 0.5,
                     *       "etaSeconds": 0.5,
                     *       "createdAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "state": "queued",
                     *       "collection": "text",
                     *       "source": {
                     *         "path": "products/2026-11",
                     *         "split": "train",
                     *         "type": "folder"
                     *       },
                     *       "total": 0.5,
                     *       "done": 0.5,
                     *       "added": 0.5,
                     *       "updated": 0.5,
                     *       "unchanged": 0.5,
                     *       "failed": 0.5,
                     *       "skipped": 0.5,
                     *       "passedOver": 0.5,
                     *       "passedOverByKind": {
                     *         ".cr2": 200,
                     *         ".mov": 14
                     *       },
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "itemsPerSecond": 0.5,
                     *       "etaSeconds": 0.5,
                     *       "createdAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    watchJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobFailures: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the previous page */
                cursor?: number;
                /** @description Failures on one page */
                limit?: number;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "failures": [
                     *         {
                     *           "id": "text",
                     *           "reason": "text",
                     *           "code": "text"
                     *         }
                     *       ],
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["JobFailureList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "state": "queued",
                     *       "collection": "text",
                     *       "source": {
                     *         "path": "products/2026-11",
                     *         "split": "train",
                     *         "type": "folder"
                     *       },
                     *       "total": 0.5,
                     *       "done": 0.5,
                     *       "added": 0.5,
                     *       "updated": 0.5,
                     *       "unchanged": 0.5,
                     *       "failed": 0.5,
                     *       "skipped": 0.5,
                     *       "passedOver": 0.5,
                     *       "passedOverByKind": {
                     *         ".cr2": 200,
                     *         ".mov": 14
                     *       },
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "itemsPerSecond": 0.5,
                     *       "etaSeconds": 0.5,
                     *       "createdAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "state": "queued",
                     *       "collection": "text",
                     *       "source": {
                     *         "path": "products/2026-11",
                     *         "split": "train",
                     *         "type": "folder"
                     *       },
                     *       "total": 0.5,
                     *       "done": 0.5,
                     *       "added": 0.5,
                     *       "updated": 0.5,
                     *       "unchanged": 0.5,
                     *       "failed": 0.5,
                     *       "skipped": 0.5,
                     *       "passedOver": 0.5,
                     *       "passedOverByKind": {
                     *         ".cr2": 200,
                     *         ".mov": 14
                     *       },
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "itemsPerSecond": 0.5,
                     *       "etaSeconds": 0.5,
                     *       "createdAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "state": "queued",
                     *       "collection": "text",
                     *       "source": {
                     *         "path": "products/2026-11",
                     *         "split": "train",
                     *         "type": "folder"
                     *       },
                     *       "total": 0.5,
                     *       "done": 0.5,
                     *       "added": 0.5,
                     *       "updated": 0.5,
                     *       "unchanged": 0.5,
                     *       "failed": 0.5,
                     *       "skipped": 0.5,
                     *       "passedOver": 0.5,
                     *       "passedOverByKind": {
                     *         ".cr2": 200,
                     *         ".mov": 14
                     *       },
                     *       "notes": [
                     *         "text"
                     *       ],
                     *       "itemsPerSecond": 0.5,
                     *       "etaSeconds": 0.5,
                     *       "createdAt": "2027-01-31T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": {
                 *         "type": "folder",
                 *         "path": "products/2026-11",
                 *         "split": "train"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PreviewJob"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "fields": [
                     *         {
                     *           "name": "text",
                     *           "becomes": "id"
                     *         }
                     *       ],
                     *       "records": [
                     *         {}
                     *       ],
                     *       "notes": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["JobPreview"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobSources: {
        parameters: {
            query?: {
                /** @description Folder below the import root */
                path?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "root": "text",
                     *       "path": "text",
                     *       "folders": [
                     *         {
                     *           "name": "text",
                     *           "path": "text"
                     *         }
                     *       ],
                     *       "files": [
                     *         {
                     *           "name": "text",
                     *           "path": "text"
                     *         }
                     *       ],
                     *       "pictures": 1,
                     *       "complete": true
                     *     }
                     */
                    "application/json": components["schemas"]["SourceList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /** @description For the operator: whose keys */
                tenant?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *           "name": "text",
                     *           "tenant": "text",
                     *           "scopes": [
                     *             "ingest"
                     *           ],
                     *           "prefix": "usk_0a1b2c3d",
                     *           "status": "active",
                     *           "requestsPerMinute": 1,
                     *           "createdAt": "2027-01-31T12:00:00.000Z",
                     *           "expiresAt": "2027-01-31T12:00:00.000Z",
                     *           "revokedAt": "2027-01-31T12:00:00.000Z",
                     *           "lastUsedAt": "2027-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "shop front",
                 *       "scopes": [
                 *         "search"
                 *       ],
                 *       "tenant": "shop",
                 *       "expiresAt": "2027-01-31T12:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "name": "text",
                     *       "tenant": "text",
                     *       "scopes": [
                     *         "ingest"
                     *       ],
                     *       "prefix": "usk_0a1b2c3d",
                     *       "status": "active",
                     *       "requestsPerMinute": 1,
                     *       "createdAt": "2027-01-31T12:00:00.000Z",
                     *       "expiresAt": "2027-01-31T12:00:00.000Z",
                     *       "revokedAt": "2027-01-31T12:00:00.000Z",
                     *       "lastUsedAt": "2027-01-31T12:00:00.000Z",
                     *       "key": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: {
                /** @description For the operator: whose keys */
                tenant?: string;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateKey: {
        parameters: {
            query?: {
                /** @description For the operator: whose keys */
                tenant?: string;
            };
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Id of the key */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["RotateApiKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f",
                     *       "name": "text",
                     *       "tenant": "text",
                     *       "scopes": [
                     *         "ingest"
                     *       ],
                     *       "prefix": "usk_0a1b2c3d",
                     *       "status": "active",
                     *       "requestsPerMinute": 1,
                     *       "createdAt": "2027-01-31T12:00:00.000Z",
                     *       "expiresAt": "2027-01-31T12:00:00.000Z",
                     *       "revokedAt": "2027-01-31T12:00:00.000Z",
                     *       "lastUsedAt": "2027-01-31T12:00:00.000Z",
                     *       "key": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "pack": "text",
                     *       "packs": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelStatus"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rebuildVectors: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "collection": "products"
                 *     }
                 */
                "application/json": components["schemas"]["RebuildVectors"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "lost": 1,
                     *       "model": {
                     *         "pack": "text",
                     *         "packs": [
                     *           "text"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RebuildBegun"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    switchModel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pack": "clip-vit-base-patch32@1.0.0"
                 *     }
                 */
                "application/json": components["schemas"]["SwitchModel"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "pack": "text",
                     *       "packs": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelStatus"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelModelSwitch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "pack": "text",
                     *       "packs": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelStatus"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryModelSwitch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pack": "clip-vit-base-patch32@1.0.0"
                 *     }
                 */
                "application/json": components["schemas"]["TryModelSwitch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "from": "text",
                     *       "to": "text",
                     *       "items": 1,
                     *       "embedded": 1,
                     *       "tried": 1,
                     *       "failures": [
                     *         {
                     *           "tenant": "text",
                     *           "collection": "text",
                     *           "id": "text",
                     *           "code": "invalid_request",
                     *           "reason": "text"
                     *         }
                     *       ],
                     *       "seconds": 0.5,
                     *       "vectorBytes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["ModelSwitchTrial"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModelSwitchFailures: {
        parameters: {
            query?: {
                /** @description Items to list */
                limit?: number;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "failures": [
                     *         {
                     *           "tenant": "text",
                     *           "collection": "text",
                     *           "id": "text",
                     *           "code": "invalid_request",
                     *           "reason": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ModelSwitchFailureList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openQueueSession: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "collection": "products",
                 *       "collections": [
                 *         "shoes",
                 *         "bags"
                 *       ],
                 *       "text": "a red apple",
                 *       "itemId": "sku-4711",
                 *       "not": "a green apple",
                 *       "written": "Weleda",
                 *       "filter": {
                 *         "group": "food-drink",
                 *         "price": {
                 *           "lte": 30
                 *         }
                 *       },
                 *       "classes": [
                 *         "fruit"
                 *       ],
                 *       "facets": [
                 *         "brand",
                 *         {
                 *           "field": "price",
                 *           "ranges": [
                 *             {
                 *               "to": 50
                 *             },
                 *             {
                 *               "from": 50
                 *             }
                 *           ]
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SearchRequest"];
                "multipart/form-data": components["schemas"]["SearchRequestForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "hits": [
                     *         {
                     *           "id": "text",
                     *           "score": 0.5,
                     *           "match": 0.5,
                     *           "metadata": {},
                     *           "hasImage": true
                     *         }
                     *       ],
                     *       "nextCursor": "text",
                     *       "took": {
                     *         "embed": 0.5,
                     *         "recall": 0.5,
                     *         "fuse": 0.5,
                     *         "rescore": 0.5,
                     *         "total": 0.5
                     *       },
                     *       "rescored": true,
                     *       "cut": 1,
                     *       "vetoed": 1
                     *     }
                     */
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchMany: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "searches": [
                 *         {}
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SearchesRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "hits": [
                     *             {
                     *               "id": "text",
                     *               "score": 0.5,
                     *               "match": 0.5,
                     *               "metadata": {},
                     *               "hasImage": true
                     *             }
                     *           ],
                     *           "nextCursor": "text",
                     *           "took": {
                     *             "embed": 0.5,
                     *             "recall": 0.5,
                     *             "fuse": 0.5,
                     *             "rescore": 0.5,
                     *             "total": 0.5
                     *           },
                     *           "rescored": true,
                     *           "cut": 1,
                     *           "vetoed": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SearchesResult"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compareStorage: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One difference a line: `kind` is `picture_lost` (with `sha256` and some of the `items` that show it) or `picture_unused` (with `sha256`), `vectors_lost` or `vectors_unused` (with `tenant`, `collection`, `id`). The last line has the kind `compared`, with how many `pictures` and `items` were, and how many left-overs were `removed`; without it the comparison broke off. Empty lines keep the connection open. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/x-ndjson": string;
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeLeftovers: {
        parameters: {
            query?: never;
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One difference a line: `kind` is `picture_lost` (with `sha256` and some of the `items` that show it) or `picture_unused` (with `sha256`), `vectors_lost` or `vectors_unused` (with `tenant`, `collection`, `id`). The last line has the kind `compared`, with how many `pictures` and `items` were, and how many left-overs were `removed`; without it the comparison broke off. Empty lines keep the connection open. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example text */
                    "application/x-ndjson": string;
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTrash: {
        parameters: {
            query?: {
                /** @description Collection the items were in */
                collection?: string;
                /** @description `nextCursor` of the previous page */
                cursor?: string;
                /** @description Items on one page */
                limit?: number;
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "text",
                     *           "collection": "text",
                     *           "captions": [
                     *             "text"
                     *           ],
                     *           "metadata": {},
                     *           "createdAt": "2027-01-31T12:00:00.000Z",
                     *           "trashedAt": "2027-01-31T12:00:00.000Z",
                     *           "expiresAt": "2027-01-31T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "total": 1,
                     *       "nextCursor": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["TrashList"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTrashedItemImage: {
        parameters: {
            query?: {
                /** @description Collection of the item */
                collection?: string;
                /** @description The thumbnail, or the picture as it came */
                size?: "thumbnail" | "original";
            };
            header?: {
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                    "image/png": string;
                    "image/webp": string;
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteFromTrash: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "collection": "products",
                 *       "ids": [
                 *         "sku-1",
                 *         "sku-2"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["DeleteFromTrash"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deleted": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DeletedFromTrash"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreItems: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time (`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409. */
                "Idempotency-Key"?: string;
                /** @description An id of your own for this request: answers and logs carry it */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "collection": "products",
                 *       "ids": [
                 *         "sku-1",
                 *         "sku-2"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RestoreItems"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "results": [
                     *         {
                     *           "id": "text",
                     *           "status": "restored"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RestoredItems"];
                };
            };
            /** @description The request is wrong: `errors` names the fields */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Anything else: problem details with a stable code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:unseen:error:item_not_found",
                     *       "title": "text",
                     *       "status": 1,
                     *       "detail": "text",
                     *       "code": "item_not_found",
                     *       "requestId": "text"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
